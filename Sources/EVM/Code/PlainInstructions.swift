import EthereumTypes

/// Every opcode as an instruction of its own, with its operands on top of the stack.
final class PlainInstructions: Sendable {
  private let instructions: [Instruction]

  /// The instructions of a fork.
  static func table(for fork: Fork) -> PlainInstructions { all[fork.rawValue] }

  private static let all: [PlainInstructions] = Fork.allCases.map { fork in
    PlainInstructions(OpcodeTable.table(for: fork))
  }

  private init(_ opcodes: OpcodeTable) {
    // The JUMPDEST makes the analysis emit what it would only keep in mind. It is free: an opcode
    // that stands alone has no gas reserved for a rest of its block.
    let opcodes = opcodes.charging(0, for: .jumpdest)
    instructions = (0...UInt8.max).map { byte in
      let code = [byte, Opcode.jumpdest.rawValue]
      return code.withUnsafeBufferPointer { bytes in
        let analyzed = CodeAnalysis.analyze(bytes, opcodes: opcodes)
        defer { AnalyzedCode.destroy(analyzed) }
        return analyzed.pointee.instructions[0]
      }
    }
  }

  subscript(opcode: Opcode) -> Instruction { instructions[Int(opcode.rawValue)] }
}
