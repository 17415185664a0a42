import EVM
import EthereumTypes
import Fuzzing
import Testing

/// The comparison finds rules that are wrong on one of its two ways, and reduces what it finds.
@Suite struct CanaryTests {
  private static let opcodes: [Opcode] = [
    .mulmod, .jumpdest, .pop, .sload, .log2, .push0, .dup3, .swap2, .call, .create2, .selfdestruct,
    .exchange, .jumpi, .gas, .tstore,
  ]

  @Test(arguments: opcodes) func findsAWrongGasCost(opcode: Opcode) throws {
    let run = FuzzRun(
      seed: 77, programCount: 3_000, forks: [.amsterdam],
      steppedOpcodes: { fork in
        let opcodes = OpcodeTable.table(for: fork)
        return opcodes.charging(opcodes[opcode].gas + 1, for: opcode)
      })
    let failure = try #require(run.run().failures.first, "not found")
    #expect(failure.program.fork == .amsterdam)
    let codes = failure.minimized.codes.values
    let pieces = codes.flatMap(\.pieces)
    // The opcode, its operands, and where it is not in the contract that is called, a call to it.
    #expect(pieces.count <= 20, "\(failure.minimized.codes)")
    // Perhaps in code that lies in an operand and is created from.
    #expect(codes.contains { $0.bytes.contains(opcode.rawValue) })
    #expect(failure.minimized.data.isEmpty)
    // What was reduced still differs, and only because of the wrong rule.
    let wrong = ProgramComparison(
      fork: .amsterdam, steppedOpcodes: run.steppedOpcodes?(.amsterdam))
    #expect(wrong.run(failure.minimized).difference == failure.minimizedDifference)
    #expect(ProgramComparison(fork: .amsterdam).run(failure.minimized).difference == nil)
    // The seed alone finds it again.
    let again = FuzzRun(
      seed: failure.seed, programCount: 1, forks: [.amsterdam],
      steppedOpcodes: run.steppedOpcodes)
    #expect(again.run().failures.first?.difference == failure.difference)
  }

  @Test func minimizesToTheOneOpcode() throws {
    let comparison = ProgramComparison(
      fork: .cancun,
      steppedOpcodes: OpcodeTable.table(for: .cancun).charging(9, for: .address))
    let code = ProgramCode(
      [[0x60, 1], [0x60, 2], [0x01], [0x50], [0x30], [0x50], [0x5f], [0x54], [0x00]].map {
        .bytes($0)
      })
    let program = Program(fork: .cancun, codes: [Program.contract: code], data: [1], gas: 100_000)
    let minimized = ProgramMinimizer.minimize(program, with: comparison)
    #expect(minimized.codes == [Program.contract: ProgramCode([.bytes([0x30])])])
    #expect(minimized.data.isEmpty)
  }

  /// Stack, memory and output are compared, not only gas: ADD on one side is SUB on the other.
  @Test func namesWhatDiffers() throws {
    func outcome(_ code: [UInt8]) -> ProgramOutcome {
      let program = Program(
        fork: .osaka, codes: [Program.contract: ProgramCode([.bytes(code)])], gas: 100_000)
      return ProgramRunner(fork: .osaka).run(
        program.message, on: program.state, stepsAlways: true)
    }
    // The accounts differ by their code. PUSH 3 PUSH 5 op DUP1 PUSH0 MSTORE PUSH 9 STOP
    func code(_ opcode: UInt8) -> [UInt8] {
      [0x60, 3, 0x60, 5, opcode, 0x80, 0x5f, 0x52, 0x60, 9, 0x00]
    }
    let (sum, product) = (outcome(code(0x01)), outcome(code(0x03)))
    let difference = try #require(ProgramDifference(sum, product))
    #expect(difference.fields.map(\.name) == ["account 0", "memory", "stack item 0"])
    #expect(difference.fields.last?.blocks == "0x8" && difference.fields.last?.steps == "0x2")
    #expect(ProgramDifference(sum, sum) == nil)
  }
}
