import EVM
import EthereumTypes
import Testing

@Suite struct StackOpcodeTests {
  /// Code that pushes 1 … `count`, then runs `text` and returns the topmost item.
  static func machine(_ count: Int, _ text: String) -> TestMachine {
    let pushes = (1...count).map { "PUSH \($0)" }.joined(separator: " ")
    return TestMachine((pushes + " " + text).returningTop)
  }

  @Test(arguments: 1...16) func duplicates(depth: Int) throws {
    let execution = try #require(Self.machine(17, "DUP\(depth)").runBothWays())
    #expect(execution.word == UInt256(18 - depth))
  }

  @Test(arguments: 1...16) func exchanges(depth: Int) throws {
    let top = try #require(Self.machine(17, "SWAP\(depth)").runBothWays())
    #expect(top.word == UInt256(17 - depth))
    let drops = String(repeating: " POP", count: depth)
    let partner = try #require(Self.machine(17, "SWAP\(depth)" + drops).runBothWays())
    #expect(partner.word == 17)
  }

  /// Every order of the moves SWAP1, SWAP2, SWAP3, DUP2, PUSH and POP on four items.
  @Test func keepsThePictureTrue() throws {
    let moves = ["SWAP1", "SWAP2", "SWAP3", "DUP2", "PUSH 99", "POP"]
    for sequence in 0..<(6 * 6 * 6 * 6) {
      var stack = [1, 2, 3, 4]
      var text = "PUSH 1 PUSH 2 PUSH 3 PUSH 4"
      var rest = sequence
      for _ in 0..<4 {
        let move = rest % 6
        rest /= 6
        let needed = [2, 3, 4, 2, 0, 1][move]
        if stack.count < needed { continue }
        text += " " + moves[move]
        switch move {
        case 0, 1, 2: stack.swapAt(stack.count - 1, stack.count - 2 - move)
        case 3: stack.append(stack[stack.count - 2])
        case 4: stack.append(99)
        default: stack.removeLast()
        }
      }
      // The items in one number, base 256, the topmost last.
      text += " PUSH 0" + String(repeating: " PUSH 256 MUL ADD", count: stack.count)
      let expected = stack.reversed().reduce(UInt256.zero) { $0 &* 256 &+ UInt256($1) }
      let execution = try #require(TestMachine(text.returningTop).runBothWays(), "\(text)")
      #expect(execution.word == expected, "\(text)")
    }
  }

  /// EIP-8024: 17 to 235 from the immediates 0 … 90 and 128 … 255.
  @Test(arguments: 0...255) func readsTheImmediateOfDUPN(immediate: Int) throws {
    let pushes = (1...240).map { "PUSH \($0)" }.joined(separator: " ")
    let byte = [UInt8(immediate)].hex
    let duplicated = try #require(
      TestMachine((pushes + " DUPN " + byte).returningTop).runBothWays())
    let swapped = try #require(
      TestMachine((pushes + " SWAPN " + byte).returningTop).runBothWays())
    if immediate > 90 && immediate < 128 {
      #expect(duplicated.status == .halt(.invalidOpcode))
      #expect(swapped.status == .halt(.invalidOpcode))
    } else {
      let depth = immediate < 128 ? immediate + 145 : immediate - 111
      #expect(duplicated.word == UInt256(241 - depth))
      #expect(swapped.word == UInt256(240 - depth))
    }
  }

  /// EIP-8024: the pairs of EXCHANGE, as the EIP's own decoding gives them.
  @Test(arguments: 0...255) func readsTheImmediateOfEXCHANGE(immediate: Int) throws {
    let pushes = (1...40).map { "PUSH \($0)" }.joined(separator: " ")
    let code = pushes + " EXCHANGE " + [UInt8(immediate)].hex
    if immediate > 81 && immediate < 128 {
      let execution = try #require(TestMachine(code).runBothWays())
      #expect(execution.status == .halt(.invalidOpcode))
      return
    }
    let k = immediate ^ 143
    let (n, m) = k / 16 < k % 16 ? (k / 16 + 1, k % 16 + 1) : (k % 16 + 1, 29 - k / 16)
    let atFirst = code + String(repeating: " POP", count: n)
    let atSecond = code + String(repeating: " POP", count: m)
    #expect(try #require(TestMachine(atFirst.returningTop).runBothWays()).word == UInt256(40 - m))
    #expect(try #require(TestMachine(atSecond.returningTop).runBothWays()).word == UInt256(40 - n))
  }

  /// A forbidden immediate is code of its own: a jump may go there.
  @Test func jumpsToAForbiddenImmediate() throws {
    let text = "PUSH 4 JUMP DUPN 0x5b PUSH 7"
    let execution = try #require(TestMachine(text.returningTop).runBothWays())
    #expect(execution.word == 7)
  }

  @Test(arguments: [Fork.osaka, .bpo2]) func hasNoDeepOpcodesBeforeAmsterdam(fork: Fork) throws {
    let pushes = (1...20).map { "PUSH \($0)" }.joined(separator: " ")
    let machine = TestMachine(assemble(pushes + " DUPN 0x80"), fork: fork)
    #expect(try #require(machine.runBothWays()).status == .halt(.invalidOpcode))
  }

  @Test func haltsWhereTheStackEnds() throws {
    #expect(TestMachine("PUSH 1 ADD").runBothWays()?.status == .halt(.stackUnderflow))
    #expect(TestMachine("DUP1").runBothWays()?.status == .halt(.stackUnderflow))
    let full = [UInt8](repeating: 0x5f, count: 1024)
    #expect(TestMachine(full).runBothWays()?.status == .success)
    #expect(TestMachine(full + [0x5f]).runBothWays()?.status == .halt(.stackOverflow))
    #expect(TestMachine(full + assemble("SWAP16 POP")).runBothWays()?.status == .success)
  }

  /// A row of copies longer than an instruction's operands reach.
  @Test(arguments: [24, 25, 1_023, 1_024, 1_100, 40_000]) func copiesInALongRow(count: Int) {
    let copies = [UInt8](repeating: Opcode.dup1.rawValue, count: count)
    let code = assemble("PUSH 7") + copies + assemble("JUMPDEST".returningTop)
    let execution = TestMachine(code).runBothWays()
    // RETURN's operands and MSTORE's offset need room for one more.
    let isFitting = 1 + count + 1 <= 1024
    #expect(execution?.status == (isFitting ? .success : .halt(.stackOverflow)))
    #expect(execution?.output.last == (isFitting ? 7 : nil))
  }
}
