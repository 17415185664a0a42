import EVM
import EthereumTypes
import Fuzzing
import Testing

@Suite struct StorageGasTests {
  /// The table of EIP-3529 for one slot: original value, values stored in turn, gas of the whole
  /// code (pushes and the cold access included), refund.
  static let london: [(original: UInt64, stores: [UInt64], gas: Int64, refund: Int64)] = [
    (0, [0, 0], 2_312, 0), (0, [0, 1], 22_212, 0), (0, [1, 0], 22_212, 19_900),
    (0, [1, 2], 22_212, 0), (0, [1, 1], 22_212, 0), (1, [0, 0], 5_112, 4_800),
    (1, [0, 1], 5_112, 2_800), (1, [0, 2], 5_112, 0), (1, [2, 0], 5_112, 4_800),
    (1, [2, 3], 5_112, 0), (1, [2, 1], 5_112, 2_800), (1, [2, 2], 5_112, 0),
    (1, [1, 0], 5_112, 4_800), (1, [1, 2], 5_112, 0), (1, [1, 1], 2_312, 0),
    (0, [1, 0, 1], 42_218, 19_900), (1, [0, 1, 0], 8_018, 7_600),
  ]

  @Test(arguments: london.indices) func pricesBySpecification(index: Int) throws {
    let row = Self.london[index]
    var code: [UInt8] = []
    for value in row.stores { code += push(UInt256(value)) + push(.zero) + [0x55 as UInt8] }
    var machine = TestMachine(code, fork: .cancun)
    machine.accounts[TestMachine.contract]?.storage = [0: UInt256(row.original)]
    let execution = try #require(machine.runBothWays())
    #expect(execution.gasUsed == row.gas, "\(row)")
    #expect(execution.refund == row.refund, "\(row)")
  }

  /// The tables of EIP-1283, EIP-2200 and the pricing before them, for 0 → 1 → 0 and 1 → 0 → 1.
  static let older: [(Fork, first: (Int64, Int64), second: (Int64, Int64))] = [
    (.byzantium, (25_012, 15_000), (25_012, 15_000)),
    (.constantinople, (20_212, 19_800), (5_212, 4_800)),
    (.petersburg, (25_012, 15_000), (25_012, 15_000)),
    (.istanbul, (20_812, 19_200), (5_812, 4_200)),
    (.berlin, (22_212, 19_900), (5_112, 2_800)),
  ]

  @Test(arguments: older.indices) func pricesByFork(index: Int) throws {
    let (fork, first, second) = Self.older[index]
    for (original, expected) in [(UInt64(0), first), (1, second)] {
      let code = "PUSH \(1 - original) PUSH 0 SSTORE PUSH \(original) PUSH 0 SSTORE"
      var machine = TestMachine(code, fork: fork)
      machine.accounts[TestMachine.contract]?.storage = [0: UInt256(original)]
      let execution = try #require(machine.runBothWays())
      #expect(execution.gasUsed == expected.0, "\(fork) \(original)")
      #expect(execution.refund == expected.1, "\(fork) \(original)")
    }
  }

  /// EIP-2200: with 2,300 gas or less nothing is stored, nor is the slot listed.
  @Test func keepsTheStipend() throws {
    let code = "PUSH 1 PUSH 0 SSTORE"
    let poor = try #require(TestMachine(code).runBothWays(gas: 2_306))
    #expect(poor.status == .halt(.outOfGas))
    #expect(poor.slots.isEmpty)
    // One more, and the slot is read before the charge fails (EIP-7928).
    let read = try #require(TestMachine(code).runBothWays(gas: 2_307))
    #expect(read.status == .halt(.outOfGas))
    #expect(read.slots.count == 1)
    #expect(TestMachine(code).runBothWays(gas: 22_106)?.status == .success)
    #expect(TestMachine(code).runBothWays(gas: 22_105)?.status == .halt(.outOfGas))
  }

  static let loads: [(Fork, gas: Int64)] = [
    (.amsterdam, 2_206), (.istanbul, 1_606), (.byzantium, 406), (.frontier, 106),
  ]

  @Test(arguments: loads.indices) func pricesLoadsByWarmth(index: Int) throws {
    let (fork, gas) = Self.loads[index]
    let machine = TestMachine("PUSH 0 SLOAD PUSH 0 SLOAD", fork: fork)
    #expect(try #require(machine.runBothWays()).gasUsed == gas)
  }

  @Test func keepsTransientValues() throws {
    let code = "PUSH 42 PUSH 7 TSTORE PUSH 7 TLOAD"
    let execution = try #require(TestMachine(code.returningTop).runBothWays())
    #expect(execution.word == 42)
    // TLOAD and TSTORE are listed nowhere (EIP-7928).
    #expect(execution.slots.isEmpty)
  }
}
