import BlockSets
import EthereumTypes

/// One block among those of a block set, on the state that it starts from.
enum ChosenBlock {
  /// Ends the walk through a block set with what was looked for.
  ///
  /// Sendable by this invariant: the call that throws it catches it, on the same thread.
  private struct Found<Result>: Error, @unchecked Sendable {
    // Sendable: the error does not leave the thread that throws it.
    let result: Result
  }

  /// Executes the chain of the chosen block up to it, and gives what `body` makes of it.
  ///
  /// Blocks that a test expects to be refused are passed over.
  ///
  /// - Parameter transactionCount: How many transactions the block must have at least.
  /// - Throws: `ChosenBlockError`, or why the block set could not be read.
  static func find<Result>(
    _ choice: BlockAccessListFile.Choice, in blockSet: BlockSet, transactionCount: Int = 0,
    body: (ChainRunner, InputBlock) throws(BlockInvalidity) -> Result
  ) throws -> Result {
    func isChosen(_ block: InputBlock) -> Bool {
      block.expectedException == nil && choice.includes(block)
        && block.block.map { $0.transactions.count >= transactionCount } ?? false
    }
    do {
      try blockSet.forEachChain { chain in
        guard choice.includes(chain), let place = chain.blocks.firstIndex(where: isChosen) else {
          return
        }
        throw Found(result: try run(chain, to: place, body))
      }
    } catch let found as Found<Result> {
      return found.result
    }
    throw ChosenBlockError.notFound(
      number: choice.blockNumber, transactionCount: transactionCount,
      source: blockSet.description)
  }

  private static func run<Result>(
    _ chain: BlockChain, to place: Int,
    _ body: (ChainRunner, InputBlock) throws(BlockInvalidity) -> Result
  ) throws(ChosenBlockError) -> Result {
    let runner: ChainRunner
    do throws(ChainError) {
      runner = try ChainRunner(chain, machines: MachinePool(workerCount: 1))
    } catch {
      throw .chain(chain.origin, error)
    }
    for block in chain.blocks[..<place] where block.expectedException == nil {
      let prepared = try execute(block, of: chain) { block throws(BlockInvalidity) in
        try runner.prepare(block)
      }
      runner.advance(past: prepared)
    }
    return try execute(chain.blocks[place], of: chain) { block throws(BlockInvalidity) in
      try body(runner, block)
    }
  }

  private static func execute<Result>(
    _ block: InputBlock, of chain: BlockChain,
    _ body: (InputBlock) throws(BlockInvalidity) -> Result
  ) throws(ChosenBlockError) -> Result {
    do throws(BlockInvalidity) {
      return try body(block)
    } catch {
      throw .notExecuted(chain.origin, number: block.block?.header.number, error)
    }
  }
}

/// Why a chosen block was not executed.
package enum ChosenBlockError: Error, CustomStringConvertible {
  case notFound(number: UInt64?, transactionCount: Int, source: String)
  case chain(BlockChain.Origin, ChainError)
  case notExecuted(BlockChain.Origin, number: UInt64?, BlockInvalidity)

  package var description: String {
    switch self {
    case .notFound(let number, let transactionCount, let source):
      "\(source): error: expected \(number.map { "a valid block \($0)" } ?? "a valid block")"
        + (transactionCount > 0 ? " with at least \(transactionCount) transactions" : "")
        + ", found none"
    case .chain(let origin, let error): "\(origin): error: \(error)"
    case .notExecuted(let origin, let number, let error):
      "\(origin): error: \(number.map { "block \($0): " } ?? "")\(error)"
    }
  }
}
