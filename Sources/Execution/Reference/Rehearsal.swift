import BlockSets
import EVM
import EthereumTypes
import Scheduling

/// A sequential execution of a block that is judged by nobody: it shows what the block asks of the
/// state before it and of its ancestors.
package struct Rehearsal: Sendable {
  /// The contracts that blocks call outside any transaction (EIP-4788, 2935, 7002, 7251).
  package static let systemContracts: Set<Address> = [
    SystemCalls.beaconRoots, SystemCalls.historyStorage, SystemCalls.withdrawalRequests,
    SystemCalls.consolidationRequests,
  ]

  /// The blocks whose hashes BLOCKHASH was asked for, within its reach.
  package let blockHashesUsed: Set<UInt64>

  /// Executes the only block of `chain`.
  ///
  /// - Parameters:
  ///   - state: Stands for the chain's pre-state, which counts for nothing.
  ///   - machines: A pool of one worker's machines, at least.
  package init(
    of chain: BlockChain, on state: any StateReader, machines: MachinePool
  ) throws(BlockInvalidity) {
    precondition(chain.blocks.count == 1, "one block is rehearsed at a time")
    let runner: ChainRunner
    do throws(ChainError) {
      runner = try ChainRunner(chain, machines: machines)
    } catch {
      preconditionFailure("a chain with rules and without a witness runs: \(error)")
    }
    let block = try runner.executable(chain.blocks[0])
    let observer = BlockHashObserver(number: block.header.number)
    let machine = machines.machines(for: block.fork)[0]
    machine.evm.observe(with: observer)
    defer { machine.evm.observe(with: nil) }
    let attempt = Attempt.run(
      Grouping.single(block.transactions.count).groups, of: block,
      start: try BlockStart(block, on: state, machines: machines.machines(for: block.fork)),
      commitments: Commitments(
        block.header, blockAccessList: nil, hasStateRoot: false, fork: block.fork),
      parentTrie: nil, machines: machines, options: ExecutionOptions(checks: []))
    _ = try attempt.result.get()
    blockHashesUsed = observer.numbers
  }
}

/// Notes what BLOCKHASH is asked for.
private final class BlockHashObserver: StepObserver {
  private static let blockHash: UInt8 = 0x40
  private static let reach: UInt64 = 256
  private let number: UInt64
  private(set) var numbers: Set<UInt64> = []

  init(number: UInt64) { self.number = number }

  func begin(_ step: borrowing ExecutionStep) {
    guard step.opcode == Self.blockHash, let asked = step.stack.last?.uint64, asked < number,
      number - asked <= Self.reach
    else { return }
    numbers.insert(asked)
  }

  func end(gasCost: Int64, ending: StepEnding) {}

  func endMessage(_ outcome: CallOutcome) {}
}
