import BlockSets
import EVM
import EthereumTypes
import Execution
import Testing

/// Walks the valid blocks of a chain and has each one checked on its parent's state.
struct ChainWalk {
  let chain: BlockChain
  let machines: MachinePool

  /// Why the walk ended before the last block, through no fault of a block.
  enum End: Equatable {
    case complete
    case unsupported(String)
    case sideChain
  }

  /// Calls `body` for each block that was executed in sequence and found to match its header.
  ///
  /// A block that does not is recorded as an issue and ends the walk.
  func forEachBlock(_ body: (ChainRunner, PreparedBlock) throws -> Void) throws -> End {
    let runner = try ChainRunner(chain, machines: machines)
    for input in chain.blocks where input.expectedException == nil {
      if let head = runner.head, input.block?.header.parentHash != head.hash { return .sideChain }
      let block: PreparedBlock
      do throws(BlockInvalidity) {
        block = try runner.prepare(input)
      } catch .execution(.unsupportedPrecompile(let address)) {
        return .unsupported("it calls the unsupported precompile \(address)")
      } catch {
        Issue.record("\(chain.origin): the sequential run fails: \(error)")
        return .complete
      }
      try body(runner, block)
      runner.advance(past: block)
    }
    return .complete
  }
}
