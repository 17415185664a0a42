import EthereumTypes

/// Why a trie made from a witness cannot answer.
package struct TrieError: Error, Equatable, Sendable {
  /// What is wrong with a node.
  package enum Problem: Equatable, Sendable {
    /// The witness does not hold the node.
    case missingNode
    /// The node is not canonical RLP.
    case malformedEncoding(RLPError)
    /// The node's list has neither 2 nor 17 items.
    case wrongItemCount
    /// The node's path has a bad prefix, is empty where it may not be, or leads past 64 nibbles.
    case malformedPath
    /// A reference to a child has `length` bytes, neither 0 nor 32.
    case malformedReference(length: Int)
    /// A leaf of the state trie does not hold an account.
    case malformedAccount(RLPError)
  }

  /// What is wrong.
  package let problem: Problem
  /// Where the node stands in its trie.
  package let path: NibblePath
  /// The hash of the node, or of the stored node that embeds it.
  package let hash: Hash32
  /// The hashed address of the account in whose storage trie the node stands; nil in the state
  /// trie itself.
  package private(set) var account: Hash32?

  init(_ problem: Problem, path: NibblePath, hash: Hash32) {
    self.problem = problem
    self.path = path
    self.hash = hash
  }

  /// The error as one in the storage trie of `account`.
  func inStorage(of account: Hash32) -> TrieError {
    var error = self
    error.account = account
    return error
  }
}

extension TrieError: CustomStringConvertible {
  /// What is wrong, and with which node of which trie.
  package var description: String {
    let trie = account.map { "storage trie of hashed address \($0)" } ?? "trie"
    let place = "node \(hash) at path \"\(path)\" of the \(trie)"
    return switch problem {
    case .missingNode: "the witness lacks \(place)"
    case .malformedEncoding(let error): "\(place): \(error)"
    case .wrongItemCount: "\(place): expected a list of 2 or 17 items"
    case .malformedPath: "\(place): expected a canonical path of at most 64 nibbles"
    case .malformedReference(let length):
      "\(place): expected a reference of 0 or 32 bytes, found \(length)"
    case .malformedAccount(let error): "\(place): expected an account: \(error)"
    }
  }
}
