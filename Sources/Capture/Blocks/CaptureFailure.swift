import BlockSets
import EthereumTypes
import Execution
import Records

/// Why a block was not captured.
package enum CaptureFailure: Error, Sendable, CustomStringConvertible {
  case node(RPCError)
  /// Executing what was captured gives another result than the block's header.
  case notReproduced(BlockInvalidity, divergence: String?)
  /// The witness does not prove the state before the block.
  case witness(ChainError)
  /// The record is not what its readers want.
  case record(JSONError)
  case file(FileError)

  package var description: String {
    switch self {
    case .node(let error): "\(error)"
    case .notReproduced(let reason, let divergence):
      "our execution does not reproduce the block: \(reason)"
        + (divergence.map { "; \($0)" } ?? "")
    case .witness(let error): "\(error)"
    case .record(let error): "\(error)"
    case .file(let error): "\(error)"
    }
  }
}
