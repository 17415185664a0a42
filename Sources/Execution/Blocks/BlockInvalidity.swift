import EVM
import EthereumTypes
import StateTrie

/// Why a block is not accepted. The first reason in block order is given.
package enum BlockInvalidity: Error, Sendable {
  /// The block's RLP could not be decoded.
  case decoding(BlockDecodingError)
  /// A header field contradicts the parent, the body or the fork's rules.
  case header(field: String, expected: String, found: String)
  case blockTooLarge(bytes: Int, limit: Int)
  case transaction(TransactionIndex, TransactionInvalidity)
  /// The fee recipient spends what only later transactions pay it. Groups cannot see that.
  case feeRecipientOverdrawn(TransactionIndex)
  case systemContractMissing(Address)
  case systemCallFailed(Address)
  case malformedDeposit(String)
  /// Execution gives another value than the header.
  case mismatch(VerdictCheck, expected: String, found: String)
  case blockAccessList(String)
  /// Not the block's fault: the witness lacks a node that the state root needs.
  case trie(TrieError)
  /// Not the block's fault: the EVM or the store could not go on.
  case execution(FatalError)
}

extension BlockInvalidity: CustomStringConvertible {
  package var description: String {
    switch self {
    case .decoding(let error): "block RLP: \(error)"
    case .header(let field, let expected, let found):
      "header field \(field) is \(found), expected \(expected)"
    case .blockTooLarge(let bytes, let limit):
      "block of \(bytes) bytes, limit \(limit) (EIP-7934)"
    case .transaction(let index, let reason): "transaction \(index.rawValue): \(reason)"
    case .feeRecipientOverdrawn(let index):
      "transaction \(index.rawValue): the fee recipient spends more than it holds in block order"
    case .systemContractMissing(let address): "system contract \(address) has no code"
    case .systemCallFailed(let address): "system call to \(address) failed"
    case .malformedDeposit(let what): "deposit event: \(what)"
    case .mismatch(let check, let expected, let found):
      "\(check.name) is \(found), the header says \(expected)"
    case .blockAccessList(let what): "block access list: \(what)"
    case .trie(let error): "state trie: \(error)"
    case .execution(let error): "\(error)"
    }
  }
}
