import EVM
import EthereumTypes
import Fuzzing
import Testing

/// Gas is charged by the block, but what happens before gas runs out must happen exactly.
@Suite struct OutOfGasTests {
  /// One block with accesses of each kind, and a call in the middle.
  static let text = """
    PUSH 1 SLOAD PUSH 0xa1 BALANCE PUSH 2 SLOAD PUSH 0xa2 EXTCODESIZE PUSH 0xa3 EXTCODEHASH
    PUSH 5 PUSH 3 SSTORE PUSH 4 SLOAD PUSH 40 PUSH 100 MSTORE PUSH 64 PUSH 96 KECCAK256
    PUSH 32 PUSH 0 PUSH 0 PUSH 0 PUSH 0 PUSH 0x07e4 PUSH 9000 CALL GAS PUSH 5 SLOAD
    PUSH 8 PUSH 0 PUSH 200 PUSH 0xa4 EXTCODECOPY PUSH 3 PUSH 1000 EXP PUSH 6 SLOAD
    PUSH 40 PUSH 0 LOG0 PUSH 7 SLOAD PUSH 0 PUSH 0 PUSH 0 CREATE PUSH 8 SLOAD PUSH 9 MSTORE
    """

  static func machine() -> TestMachine {
    var machine = TestMachine(text)
    machine.accounts[TestMachine.other] = .init(
      code: assemble("PUSH 11 SLOAD PUSH 0xa5 BALANCE PUSH 12 SLOAD ADD ADD".returningTop))
    return machine
  }

  /// Every amount of gas gives the same in blocks as opcode by opcode.
  @Test func listsExactlyWhatCameBefore() throws {
    let machine = Self.machine()
    let all = try #require(machine.runBothWays())
    #expect(all.status == .success)
    #expect(all.slots.count == 10 && all.accounts.count == 8)
    var gas: Int64 = 0
    var lists = Set<Int>()
    while gas <= all.gasUsed {
      let execution = try #require(machine.runBothWays(gas: gas), "modes differ with \(gas) gas")
      let isEnough = gas == all.gasUsed
      #expect(execution.status == (isEnough ? .success : .halt(.outOfGas)), "\(gas)")
      lists.insert(execution.slots.count + execution.accounts.count)
      // Every amount near a change, a sample of the others.
      gas += gas % 97 < 3 || all.gasUsed - gas < 400 ? 1 : 23
      if gas > all.gasUsed, !isEnough { gas = all.gasUsed }
    }
    // Each further access shows in the lists.
    #expect(lists.count >= 15, "\(lists.sorted())")
  }

  /// The first slot is listed when the second load cannot be paid, though both are in one block.
  @Test func listsTheAccessBeforeTheFailingCharge() throws {
    let machine = TestMachine("PUSH 1 SLOAD PUSH 2 SLOAD PUSH 3 SLOAD")
    let cost: Int64 = 3 + 2_100
    for count in 0...3 {
      let execution = try #require(machine.runBothWays(gas: Int64(count) * cost + 3 + 2_099))
      #expect(execution.slots.count == count)
    }
  }

  /// A stack that ends in the middle of a block halts there, not at the block's start.
  @Test func listsTheAccessBeforeAStackUnderflow() throws {
    let execution = try #require(TestMachine("PUSH 1 SLOAD POP POP PUSH 2 SLOAD").runBothWays())
    #expect(execution.status == .halt(.stackUnderflow))
    #expect(execution.slots == ["\(TestMachine.contract) 1 0 -> 0"])
  }
}
