import BlockAccessLists
import BlockSets
import EthereumTypes

/// The access list that the reference run builds for a block, whether or not one came with it.
package enum BuiltAccessList {
  /// Ends the walk through a block set with what was looked for.
  private struct Found: Error {
    let list: SourcedBlockAccessList
  }

  /// Executes the chain of the chosen block up to it; without a number, to the first block.
  ///
  /// - Throws: `BuiltAccessListError`, or why the block set could not be read.
  package static func build(
    _ choice: BlockAccessListFile.Choice, from blockSet: BlockSet
  ) throws -> SourcedBlockAccessList {
    do {
      try blockSet.forEachChain { chain in
        let isThere = chain.blocks.contains { isChosen($0, choice) }
        guard choice.includes(chain), isThere else { return }
        throw Found(list: try build(choice, from: chain))
      }
    } catch let found as Found {
      return found.list
    }
    throw BuiltAccessListError.blockNotFound(
      number: choice.blockNumber, source: blockSet.description)
  }

  /// Blocks that a test expects to be refused leave no list.
  private static func isChosen(
    _ block: InputBlock, _ choice: BlockAccessListFile.Choice
  ) -> Bool {
    block.expectedException == nil && choice.includes(block)
  }

  private static func build(
    _ choice: BlockAccessListFile.Choice, from chain: BlockChain
  ) throws(BuiltAccessListError) -> SourcedBlockAccessList {
    let runner: ChainRunner
    do throws(ChainError) {
      runner = try ChainRunner(chain, machines: MachinePool(workerCount: 1))
    } catch {
      throw .chain(chain.origin, error)
    }
    for block in chain.blocks where block.expectedException == nil {
      let prepared: PreparedBlock
      do throws(BlockInvalidity) { prepared = try runner.prepare(block) } catch {
        throw .notExecuted(chain.origin, number: block.block?.header.number, error)
      }
      if choice.includes(block) { return source(of: prepared, in: chain) }
      runner.advance(past: prepared)
    }
    throw .blockNotFound(number: choice.blockNumber, source: chain.origin.description)
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

/// Why no access list was built.
package enum BuiltAccessListError: Error, CustomStringConvertible {
  case blockNotFound(number: UInt64?, source: String)
  case chain(BlockChain.Origin, ChainError)
  case notExecuted(BlockChain.Origin, number: UInt64?, BlockInvalidity)

  package var description: String {
    switch self {
    case .blockNotFound(let number, let source):
      "\(source): error: expected \(number.map { "a valid block \($0)" } ?? "a valid block"), "
        + "found none"
    case .chain(let origin, let error): "\(origin): error: \(error)"
    case .notExecuted(let origin, let number, let error):
      "\(origin): error: \(number.map { "block \($0): " } ?? "")\(error)"
    }
  }
}
