import BlockAccessLists
import BlockSets
import EthereumTypes

/// The access list that the reference run builds for a block, whether or not one came with it.
package enum BuiltAccessList {
  /// Executes the chain of the chosen block up to it; without a number, to the first block.
  ///
  /// - Throws: `ChosenBlockError`, or why the block set could not be read.
  package static func build(
    _ choice: BlockAccessListFile.Choice, from blockSet: BlockSet
  ) throws -> SourcedBlockAccessList {
    try ChosenBlock.find(choice, in: blockSet) { runner, block throws(BlockInvalidity) in
      source(of: try runner.prepare(block), in: runner.chain)
    }
  }

  private static func source(
    of block: PreparedBlock, in chain: BlockChain
  ) -> SourcedBlockAccessList {
    SourcedBlockAccessList(
      origin: "built by executing block \(block.header.number) of \(chain.origin)",
      list: block.reference.blockAccessList,
      context: BlockAccessListContext(
        // The bound on items holds where the header commits to a list (EIP-7928).
        gasLimit: block.fork >= .amsterdam ? block.header.gasLimit : nil,
        transactionCount: block.transactionCount, hash: block.header.blockAccessListHash))
  }
}
