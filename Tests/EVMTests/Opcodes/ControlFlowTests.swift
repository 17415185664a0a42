import EVM
import EthereumTypes
import Testing

@Suite struct ControlFlowTests {
  static let comparisons = ["LT", "GT", "SLT", "SGT", "EQ"]
  static let numbers: [UInt256] = [
    0, 1, 2, 0xffff_ffff, 0x1_0000_0000, UInt256(1) << 64, UInt256(1) << 128, UInt256(1) << 255,
    UInt256.max &- 1, UInt256.max,
  ]

  /// Each comparison decides a jump as its own result says, with 0 to 3 ISZEROs between, either
  /// operand a constant, and with SWAP1 before it.
  @Test(arguments: comparisons) func branchesOnComparisons(comparison: String) throws {
    for a in Self.numbers {
      for b in Self.numbers {
        for variant in 0..<32 {
          let left = variant & 1 == 0 ? "PUSH \(b.hex)" : "PUSH 32 MLOAD"
          let right = variant & 2 == 0 ? "PUSH \(a.hex)" : "PUSH 0 MLOAD"
          let swap = variant & 4 == 0 ? "" : "SWAP1"
          let negations = String(repeating: " ISZERO", count: variant >> 3)
          let setUp =
            "PUSH \(a.hex) PUSH 0 MSTORE PUSH \(b.hex) PUSH 32 MSTORE \(left) \(right) \(swap)"
          let value = TestMachine("\(setUp) \(comparison) \(negations)".returningTop).run().word
          let branch = TestMachine(
            "\(setUp) \(comparison) \(negations) @yes JUMPI PUSH 0 @end JUMP yes: PUSH 1 end:"
              .returningTop)
          let taken = try #require(branch.runBothWays())
          #expect(taken.word == value, "\(comparison) \(a) \(b) variant \(variant)")
        }
      }
    }
  }

  @Test func loops() throws {
    // Sums 10 … 1.
    let text = """
      PUSH 0 PUSH 10
      loop: DUP1 ISZERO @done JUMPI DUP1 SWAP2 ADD SWAP1 PUSH 1 SWAP1 SUB @loop JUMP
      done: POP
      """
    #expect(try #require(TestMachine(text.returningTop).runBothWays()).word == 55)
  }

  @Test func jumpsToWhereTheStackSays() throws {
    let text = "@back @sub JUMP back: @end JUMP sub: PUSH 42 SWAP1 JUMP end:"
    #expect(try #require(TestMachine(text.returningTop).runBothWays()).word == 42)
  }

  @Test(arguments: [
    "PUSH 0 JUMP", "PUSH 3 JUMP 0x605b", "PUSH 0xffffffffffffffffffffffff JUMP",
    "PUSH 1 PUSH 0 JUMPI", "PUSH 1 PUSH 0 MLOAD JUMPI", "PUSH 0 MLOAD JUMP",
    "PUSH 1 PUSH 0x10000 JUMPI",
  ]) func haltsOnJumpsToNowhere(text: String) throws {
    #expect(try #require(TestMachine(text).runBothWays()).status == .halt(.invalidJump))
  }

  @Test func doesNotLookAtADestinationItDoesNotTake() throws {
    #expect(TestMachine("PUSH 0 PUSH 0 JUMPI").runBothWays()?.status == .success)
    #expect(TestMachine("PUSH 0 PUSH 0 MLOAD JUMPI").runBothWays()?.status == .success)
  }

  @Test func stopsAtTheEndOfTheCode() throws {
    #expect(TestMachine([]).run().status == .success)
    // PUSH32 with two bytes left: zeros follow.
    #expect(TestMachine([0x7f, 1, 2]).runBothWays()?.status == .success)
    #expect(TestMachine([0x5b]).runBothWays()?.gasUsed == 1)
  }

  @Test func returnsAndReverts() throws {
    let returned = try #require(
      TestMachine("PUSH 0xab PUSH0 MSTORE8 PUSH 2 PUSH0 RETURN").runBothWays())
    #expect(returned.status == .success && returned.output == [0xab, 0])
    let reverted = try #require(
      TestMachine("PUSH 7 PUSH 1 SSTORE PUSH 1 PUSH 31 REVERT").runBothWays(gas: 100_000))
    #expect(reverted.status == .revert && reverted.output == [0])
    #expect(reverted.gasLeft > 0)
    // What was written is undone, what was accessed stays listed.
    #expect(reverted.slots == ["\(TestMachine.contract) 1 0 -> 0"])
    let halted = try #require(TestMachine("PUSH 1 PUSH 1 SSTORE INVALID").runBothWays())
    #expect(halted.status == .halt(.invalidOpcode) && halted.gasLeft == 0)
  }
}
