import BlockSets
import EthereumTypes
import Execution
import Records

/// Why a block was not captured.
package enum CaptureFailure: Error, Sendable, CustomStringConvertible {
  case node(RPCError)
  /// Executing what was captured gives another result than the block's header.
  case notReproduced(BlockInvalidity, divergence: String?)
  /// The proofs of the state before the block say otherwise than what the node says of it.
  case unproven(String)
  /// The state root had to be checked and could not be.
  case stateRootNotChecked(reason: String)
  /// The node's receipt of a transaction is not the one that executing the block gives.
  case receipt(String)
  /// The node's access list is not the one that executing the block gives.
  case blockAccessList(String)
  /// The witness does not prove the state before the block.
  case witness(ChainError)
  /// The record is not what its readers want.
  case record(JSONError)
  case file(FileError)

  /// Whether other answers about the state may mend it.
  var isOfState: Bool {
    switch self {
    case .notReproduced, .unproven: true
    case .node, .stateRootNotChecked, .receipt, .blockAccessList, .witness, .record, .file: false
    }
  }

  package var description: String {
    switch self {
    case .node(let error): "\(error)"
    case .notReproduced(let reason, let divergence):
      "our execution does not reproduce the block: \(reason)"
        + (divergence.map { "; \($0)" } ?? "")
    case .unproven(let what): "the node's proofs say otherwise than the node of \(what)"
    case .stateRootNotChecked(let reason): "the state root could not be checked: \(reason)"
    case .receipt(let difference): "executing the block gives other receipts: \(difference)"
    case .blockAccessList(let difference):
      "the node's access list is not the one that executing the block gives: \(difference)"
    case .witness(let error): "\(error)"
    case .record(let error): "\(error)"
    case .file(let error): "\(error)"
    }
  }
}
