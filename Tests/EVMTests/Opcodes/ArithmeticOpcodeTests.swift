import EVM
import EthereumTypes
import Testing

@Suite struct ArithmeticOpcodeTests {
  struct Example: CustomTestStringConvertible, Sendable {
    var code: String
    var result: UInt256
    init(_ code: String, _ result: UInt256) {
      self.code = code
      self.result = result
    }
    var testDescription: String { code }
  }

  static let top = UInt256(1) << 255
  static let minusOne = UInt256.max

  /// The first operand is pushed last.
  static let examples: [Example] = [
    Example("PUSH 2 PUSH 3 ADD", 5),
    Example("PUSH 1 PUSH \(minusOne.hex) ADD", 0),
    Example("PUSH 2 PUSH 3 SUB", 1),
    Example("PUSH 3 PUSH 2 SUB", minusOne),
    Example("PUSH 7 PUSH 6 MUL", 42),
    Example("PUSH 2 PUSH 7 DIV", 3),
    Example("PUSH 0 PUSH 7 DIV", 0),
    Example("PUSH 2 PUSH \((minusOne &- 6).hex) SDIV", minusOne &- 2),
    Example("PUSH \(minusOne.hex) PUSH \(top.hex) SDIV", top),
    Example("PUSH 3 PUSH 7 MOD", 1),
    Example("PUSH 0 PUSH 7 MOD", 0),
    Example("PUSH 3 PUSH \((minusOne &- 6).hex) SMOD", minusOne),
    Example("PUSH 8 PUSH \(minusOne.hex) PUSH \(minusOne.hex) ADDMOD", 6),
    Example("PUSH 12 PUSH \(minusOne.hex) PUSH \(minusOne.hex) MULMOD", 9),
    Example("PUSH 10 PUSH 2 EXP", 1024),
    Example("PUSH 0 PUSH 0 EXP", 1),
    Example("PUSH 255 PUSH 3 EXP", UInt256(3).power(255)),
    Example("PUSH 0xff PUSH 0 SIGNEXTEND", minusOne),
    Example("PUSH 0x7f PUSH 0 SIGNEXTEND", 0x7f),
    Example("PUSH 0xff PUSH 31 SIGNEXTEND", 0xff),
    Example("PUSH 2 PUSH 1 LT", 1),
    Example("PUSH 1 PUSH 2 GT", 1),
    Example("PUSH 0 PUSH \(minusOne.hex) SLT", 1),
    Example("PUSH \(minusOne.hex) PUSH 0 SGT", 1),
    Example("PUSH 1 PUSH \(minusOne.hex) SLT", 1),
    Example("PUSH 5 PUSH 5 EQ", 1),
    Example("PUSH 5 PUSH \(((UInt256(1) << 128) + 5).hex) EQ", 0),
    Example("PUSH 0 ISZERO", 1),
    Example("PUSH \(top.hex) ISZERO", 0),
    Example("PUSH 0x0c PUSH 0x0a AND", 8),
    Example("PUSH 0x0c PUSH 0x0a OR", 14),
    Example("PUSH 0x0c PUSH 0x0a XOR", 6),
    Example("PUSH 0 NOT", minusOne),
    Example("PUSH 0x1122 PUSH 30 BYTE", 0x11),
    Example("PUSH 0x1122 PUSH 32 BYTE", 0),
    Example("PUSH 1 PUSH 255 SHL", top),
    Example("PUSH 1 PUSH 256 SHL", 0),
    Example("PUSH \(top.hex) PUSH 255 SHR", 1),
    Example("PUSH \(top.hex) PUSH 255 SAR", minusOne),
    Example("PUSH \(top.hex) PUSH 256 SAR", minusOne),
    Example("PUSH 0 CLZ", 256),
    Example("PUSH \(top.hex) CLZ", 0),
    Example("PUSH 1 CLZ", 255),
  ]

  /// Constants are folded by the analysis; values from memory, and one of each kind, are not.
  @Test(arguments: examples) func givesTheResult(example: Example) throws {
    let machine = TestMachine(example.code.returningTop)
    let execution = try #require(machine.runBothWays())
    #expect(execution.status == .success)
    #expect(execution.word == example.result)
  }

  @Test(arguments: examples) func givesTheResultOnUnknownOperands(example: Example) throws {
    // MLOAD(MSTORE(x)) hides a constant from the analysis.
    let words = example.code.split(separator: " ")
    let pushes = words.indices.filter { words[$0] == "PUSH" }
    for hidden in 1..<(1 << pushes.count) {
      var text = ""
      for (index, word) in words.enumerated() {
        text += " " + word
        if let push = pushes.firstIndex(of: index - 1), hidden >> push & 1 == 1 {
          text += " PUSH \(32 * push) MSTORE PUSH \(32 * push) MLOAD"
        }
      }
      let execution = try #require(TestMachine(text.returningTop).runBothWays())
      #expect(execution.word == example.result, "\(text)")
    }
  }
}
