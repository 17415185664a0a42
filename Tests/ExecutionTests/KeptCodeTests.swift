import BlockSets
import EVM
import EthereumTypes
import Execution
import Scheduling
import StrategyCatalog
import Testing

@Suite("Contracts' code from block to block")
struct KeptCodeTests {
  /// A block that calls contracts with the largest code there may be (EIP-170), each another.
  private static func scenario(contractCount: Int) -> Scenario {
    var scenario = Scenario()
    for number in 1...contractCount {
      let address = Scenario.address(UInt64(0xc000 + number))
      let store = Assembly([.push(UInt256(number)), 0, .sstore, .stop]).code
      scenario.allocation[address] = AllocatedAccount(
        nonce: 1, code: store + [UInt8](repeating: 0, count: 24_576 - store.count))
      scenario.send(from: 1 + number % 8, to: address, gasLimit: 150_000)
    }
    return scenario
  }

  @Test(arguments: [5, 180])
  func isDroppedBetweenBlocksWhereItIsTooMuch(contractCount: Int) throws {
    let scenario = Self.scenario(contractCount: contractCount)
    let size = contractCount * 24_576
    let machines = MachinePool(workerCount: 2)
    let input = try scenario.sealedBlock()
    // The second time finds the code gone, or still there.
    for _ in 0..<2 {
      let runner = try ChainRunner(scenario.chain(), machines: machines)
      let block = try runner.prepare(input)
      for workers in 1...2 {
        let run = try runner.run(
          block, tiers: [Tier(label: "sequential", strategy: Sequential())],
          options: ExecutionOptions(workers: workers))
        #expect(run.attempts.count == 1 && run.attempts[0].isAccepted)
      }
      #expect(machines.codeSize >= size)
      runner.advance(past: block)
      let isTooMuch = size > MachinePool.maximumCodeSize
      #expect(isTooMuch ? machines.codeSize == 0 : machines.codeSize >= size)
    }
  }
}
