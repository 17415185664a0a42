import EVM
import EthereumTypes

/// What every transaction of a block runs under.
struct BlockContext: Sendable {
  let rules: ForkRules
  let environment: BlockEnvironment
  /// Blob gas that the block may use in all; zero before Cancun.
  let maxBlobGas: UInt64
}
