import BlockSets
import EthereumTypes
import Execution

/// The accepted blocks of a test, which may build on any block accepted before.
///
/// A `ChainRunner` walks one branch. For a block on another branch that one is executed again from
/// the genesis: it happens in tests of side chains only, whose branches are a few blocks long.
struct BranchingChain {
  private let chain: BlockChain
  private let machines: MachinePool
  private var accepted: [Hash32: InputBlock] = [:]
  /// Stands on the last block that was accepted or looked for.
  private(set) var runner: ChainRunner
  /// The end of the longest branch, of several the one that was there first.
  private(set) var head: BlockHeader?

  init(_ chain: BlockChain, machines: MachinePool) throws(ChainError) {
    self.chain = chain
    self.machines = machines
    runner = try ChainRunner(chain, machines: machines)
    head = runner.head
  }

  /// Validates and executes the block on its parent, or on the last block if nobody knows the
  /// parent, so that its header is found to contradict it.
  mutating func prepare(_ input: InputBlock) throws(BlockInvalidity) -> PreparedBlock {
    if let parent = input.block?.header.parentHash { try move(to: parent) }
    return try runner.prepare(input)
  }

  /// Adds a block that was prepared last.
  mutating func accept(_ block: PreparedBlock, _ input: InputBlock) {
    runner.advance(past: block)
    accepted[block.hash] = input
    if block.header.number > head?.number ?? 0 { head = block.header }
  }

  /// Puts the runner on the block of a hash; does nothing if that is not known.
  mutating func move(to hash: Hash32) throws(BlockInvalidity) {
    guard hash != runner.head?.hash, hash == chain.genesis?.hash || accepted[hash] != nil else {
      return
    }
    runner = try makeRunner(on: hash)
  }

  /// A runner of its own on an accepted block or on the genesis.
  func makeRunner(on hash: Hash32) throws(BlockInvalidity) -> ChainRunner {
    var branch: [InputBlock] = []
    var next = hash
    while let input = accepted[next], let parent = input.block?.header.parentHash {
      branch.append(input)
      next = parent
    }
    guard let runner = try? ChainRunner(chain, machines: machines) else {
      preconditionFailure("a chain that was started once can be started again")
    }
    for input in branch.reversed() { runner.advance(past: try runner.prepare(input)) }
    return runner
  }
}
