import BlockSets
import EthereumTypes

/// Whether every block of a set reproduces its own header.
package struct BlockSetVerification: Sendable {
  /// Something that is not as the set says.
  package struct Failure: Sendable, CustomStringConvertible {
    /// The chain and the block, in words.
    package let subject: String
    /// What is wrong with it.
    package let reason: String

    /// The subject and the reason.
    package var description: String { "\(subject): \(reason)" }
  }

  /// The blocks that were executed and found right, state roots included where they can be
  /// computed.
  package private(set) var verified = 0
  /// Those of them whose state root was computed and is the header's.
  package private(set) var withStateRoot = 0
  /// The blocks that are expected to be refused, and were.
  package private(set) var refused = 0
  /// The blocks that could not be executed, because an earlier one of their chain is wrong.
  package private(set) var skipped = 0
  /// What is not as the set says.
  package private(set) var failures: [Failure] = []
  private let machines = MachinePool(workerCount: 1)

  package init() {}

  /// Executes all blocks of a source.
  ///
  /// - Parameter progress: Is told after each block how many are done.
  package mutating func run(
    _ source: any BlockSource, progress: (_ done: Int) -> Void = { _ in }
  ) throws {
    var done = 0
    try source.forEachStream { stream in
      let head = stream.head
      let runner: ChainRunner
      do throws(ChainError) { runner = try ChainRunner(head, machines: machines) } catch {
        fail("\(head.origin)", "\(error)")
        skipped += stream.blockCount
        done += stream.blockCount
        return progress(done)
      }
      var isBroken = false
      try stream.forEachBlock { block in
        if isBroken { skipped += 1 } else { isBroken = !verify(block, of: head, on: runner) }
        done += 1
        progress(done)
      }
      if !isBroken { verifyEnd(of: head, on: runner) }
    }
  }

  /// - Returns: Whether the chain can go on.
  private mutating func verify(
    _ block: InputBlock, of head: BlockChain, on runner: ChainRunner
  ) -> Bool {
    let number = block.block.map { "block \($0.header.number)" } ?? "a block without a number"
    let subject = "\(head.origin), \(number)"
    if let wrong = wrongSender(of: block) {
      fail(subject, wrong)
      return false
    }
    do throws(BlockInvalidity) {
      let prepared = try runner.prepare(block)
      if let expected = block.expectedException {
        fail(subject, "accepted, though it is expected to be refused: \(expected)")
        return false
      }
      verified += 1
      if prepared.checksStateRoot { withStateRoot += 1 }
      runner.advance(past: prepared)
      return true
    } catch {
      if block.expectedException != nil {
        refused += 1
        return true
      }
      fail(subject, "\(error)")
      return false
    }
  }

  /// The senders that a set brings are taken on trust by everybody but this.
  private func wrongSender(of block: InputBlock) -> String? {
    guard let transactions = block.block?.transactions else { return nil }
    let senders = parallelRecoverSenders(transactions, allowingHighS: block.fork == .frontier)
    guard let index = senders.indices.first(where: { senders[$0] != block.senders[$0] }) else {
      return nil
    }
    func name(_ sender: Address?) -> String { sender.map { "\($0)" } ?? "nobody" }
    return "transaction \(index) is signed by \(name(senders[index])), "
      + "the block set says by \(name(block.senders[index]))"
  }

  private mutating func verifyEnd(of chain: BlockChain, on runner: ChainRunner) {
    if let expected = chain.lastBlockHash, let found = runner.head?.hash, found != expected {
      fail("\(chain.origin)", "the last valid block is \(found), expected \(expected)")
    }
    if let expected = chain.postStateRoot, let found = runner.stateRoot, found != expected {
      fail("\(chain.origin)", "the state at the end has the root \(found), expected \(expected)")
    }
    if let expected = chain.postState, let difference = runner.firstDifference(from: expected) {
      fail("\(chain.origin)", "at the end \(difference)")
    }
  }

  private mutating func fail(_ subject: String, _ reason: String) {
    failures.append(Failure(subject: subject, reason: reason))
  }
}
