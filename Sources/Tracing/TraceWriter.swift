import EVM
import EthereumTypes

/// Writes a line of JSON for every opcode, as EIP-3155 says.
///
/// Where the EIP leaves a choice, the lines are those of the `evm` program of go-ethereum, which
/// it takes for its examples: the gas cost of a call includes what its callee gets, that of a
/// creation does not. An opcode that halts its frame has one line, with its error.
package final class TraceWriter: StepObserver {
  private let fork: Fork
  private let opcodes: OpcodeTable
  private let includesMemory: Bool
  private let write: (String) -> Void
  /// The line of the opcode that is being executed: what comes before its gas cost, and after it.
  private var head = ""
  private var tail = ""
  private var memory = ""
  /// The output of the message that was traced last.
  package private(set) var output: [UInt8] = []

  /// - Parameters:
  ///   - includesMemory: Whether each line has the whole memory.
  ///   - write: Takes a line.
  package init(fork: Fork, includesMemory: Bool = false, write: @escaping (String) -> Void) {
    self.fork = fork
    opcodes = OpcodeTable.table(for: fork)
    self.includesMemory = includesMemory
    self.write = write
  }

  package func begin(_ step: borrowing ExecutionStep) {
    head = "{\"pc\":\(step.position),\"op\":\(step.opcode),\"gas\":\"\(Self.hex(step.gas))\""
    let stack = step.stack.map { "\"\($0.hex)\"" }.joined(separator: ",")
    tail =
      ",\"memSize\":\(step.memory.count),\"stack\":[\(stack)],\"depth\":\(step.depth)"
      + ",\"returnData\":\"\(Array(step.returnData).hex)\""
      + ",\"refund\":\"\(Self.hex(step.refund))\",\"opName\":\"\(name(of: step.opcode))\""
    memory = includesMemory ? ",\"memory\":\"\(Array(step.memory).hex)\"" : ""
  }

  package func end(gasCost: Int64, ending: StepEnding) {
    let error: String
    switch ending {
    case .success: error = ""
    case .revert: error = ",\"error\":\"execution reverted\""
    case .halt(let reason): error = ",\"error\":\"\(reason.words)\""
    }
    write(head + ",\"gasCost\":\"\(Self.hex(gasCost))\"" + tail + error + memory + "}")
  }

  package func endMessage(_ outcome: CallOutcome) { output = outcome.output }

  private func name(of byte: UInt8) -> String {
    if byte == Opcode.invalid.rawValue { return "INVALID" }
    return opcodes.opcode(byte)?.name(in: fork) ?? "opcode \([byte].hex) not defined"
  }

  private static func hex(_ number: Int64) -> String {
    // A refund is negative only before the write that earned it back is undone (EIP-1283).
    number < 0 ? "-0x" + String(-number, radix: 16) : "0x" + String(number, radix: 16)
  }
}

extension HaltReason {
  /// The reason as traces say it.
  fileprivate var words: String {
    switch self {
    case .outOfGas: "out of gas"
    case .stackUnderflow: "stack underflow"
    case .stackOverflow: "stack limit reached"
    case .invalidJump: "invalid jump destination"
    case .invalidOpcode: "invalid opcode"
    case .staticViolation: "write protection"
    case .returnDataOutOfBounds: "return data out of bounds"
    case .initCodeTooLarge: "max initcode size exceeded"
    case .codeTooLarge: "max code size exceeded"
    case .reservedCode: "invalid code: must not begin with 0xef"
    case .createCollision: "contract address collision"
    case .precompileFailure: "precompile failed"
    }
  }
}
