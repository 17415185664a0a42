import EthereumTypes

/// Immutable state that an overlay reads through to.
///
/// Implementations are safe to call from several threads at once. A reader answers with the same
/// value every time it is asked, for as long as an overlay stands on it.
package protocol StateReader: AnyObject, Sendable {
  /// The account at `address`, or `nil` where there is none.
  func account(at address: Address) throws(StateReadError) -> AccountState?
  /// The value of one storage slot; zero where nothing was written.
  func storage(at address: Address, slot: UInt256) throws(StateReadError) -> UInt256
  /// The code with the given hash.
  func code(hash: Hash32) throws(StateReadError) -> [UInt8]
  /// Says that the code with the given hash is used, which the caller has analysed already: a
  /// store whose reads cost something makes it pay as for `code(hash:)`.
  func touchCode(hash: Hash32) throws(StateReadError)
}

extension StateReader {
  package func touchCode(hash: Hash32) throws(StateReadError) {}
}

/// Why a store could not answer. The execution that asked is void.
package enum StateReadError: Error, Equatable, CustomStringConvertible {
  /// The block set gives this code's hash only, because no one was expected to run it.
  case codeUnknown(Hash32)
  /// The store itself failed.
  case store(String)

  /// Whether the store itself failed, so that another attempt may see another answer.
  package var isOfStore: Bool {
    if case .store = self { return true }
    return false
  }

  package var description: String {
    switch self {
    case .codeUnknown(let hash):
      "the block set knows code \(hash) by its hash only, but the block reads it; "
        + "capture the block again with its code"
    case .store(let message): "state store: \(message)"
    }
  }
}
