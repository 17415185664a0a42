import BlockSets
import EthereumTypes
import Execution
import Testing

/// Walks the valid blocks of a chain and has each one checked on its parent's state.
struct ChainWalk {
  let chain: BlockChain
  let machines: MachinePool

  /// Calls `body` for each block that was executed in sequence and found to match its header.
  ///
  /// A block that does not is recorded as an issue and ends the walk; so does, without an issue,
  /// a block of a side chain.
  func forEachBlock(_ body: (ChainRunner, PreparedBlock) throws -> Void) throws {
    let runner = try ChainRunner(chain, machines: machines)
    for input in chain.blocks where input.expectedException == nil {
      if let head = runner.head, input.block?.header.parentHash != head.hash { return }
      let block: PreparedBlock
      do throws(BlockInvalidity) {
        block = try runner.prepare(input)
      } catch {
        Issue.record("\(chain.origin): the sequential run fails: \(error)")
        return
      }
      try body(runner, block)
      runner.advance(past: block)
    }
  }
}
