import EthereumTypes

/// Turns bytes of code into `AnalyzedCode`.
///
/// First pass: decode. Second, backwards: the gas and the stack bounds from each opcode to the end
/// of its block. Third: emit instructions, by `InstructionEmitter`.
enum CodeAnalysis {
  /// An opcode at its place.
  ///
  /// What it takes and gives is at first its own, and once measured that of all opcodes from here
  /// to the end of its block.
  struct Step {
    var position: UInt32
    /// Constant gas.
    var gas: UInt32
    /// Stack items that must be there.
    var needed: Int16
    /// Stack items more (or fewer) afterwards; once measured how far above its height here the
    /// stack rises.
    var growth: Int16
    var opcode: Opcode
    /// The immediate of DUPN, SWAPN and EXCHANGE.
    var immediate: UInt8
    /// What follows is not reached, or only if a condition holds.
    var endsBlock: Bool
    /// The block is cut after this opcode, although it goes straight on.
    var isCut = false
  }

  /// More constant gas than any block may have: it must fit an unsigned 32-bit number.
  private static let gasLimit: UInt32 = 1 << 31

  /// Analyses code, which must stay where it is as long as the result is used.
  static func analyze(
    _ code: UnsafeBufferPointer<UInt8>, opcodes: OpcodeTable
  ) -> UnsafePointer<AnalyzedCode> {
    withUnsafeTemporaryAllocation(of: Step.self, capacity: code.count + 1) { memory in
      let steps = UnsafeMutableBufferPointer(rebasing: memory[..<decode(code, opcodes, to: memory)])
      measure(steps)
      return InstructionEmitter(code: code, steps: UnsafeBufferPointer(steps)).emit()
    }
  }

  /// Returns the number of steps.
  private static func decode(
    _ code: UnsafeBufferPointer<UInt8>, _ opcodes: OpcodeTable,
    to steps: UnsafeMutableBufferPointer<Step>
  ) -> Int {
    var count = 0
    var position = 0
    while position < code.count {
      let (step, size) = decodeStep(code, at: position, opcodes)
      steps.initializeElement(at: count, to: step)
      count += 1
      position += size
    }
    steps.initializeElement(at: count, to: decodeStep(code, at: position, opcodes).step)
    return count + 1
  }

  /// The opcode at a position, INVALID for what this fork does not define, and its size; running
  /// off the end stops.
  @inline(__always)
  static func decodeStep(
    _ code: UnsafeBufferPointer<UInt8>, at position: Int, _ opcodes: OpcodeTable
  ) -> (step: Step, size: Int) {
    let byte = position < code.count ? code[position] : Opcode.stop.rawValue
    var step = makeStep(byte, at: position, opcodes)
    let opcode = step.opcode
    guard opcode == .dupn || opcode == .swapn || opcode == .exchange else {
      // Every fork defines PUSH1 to PUSH32, so the byte says enough, and the next step waits for it.
      return (step, 1 + Opcode.pushSize(of: byte))
    }
    step.immediate = position + 1 < code.count ? code[position + 1] : 0
    let deepest =
      opcode == .exchange
      ? StackImmediate.pair(step.immediate)?.second : StackImmediate.single(step.immediate)
    guard let deepest else {
      return (makeStep(Opcode.invalid.rawValue, at: position, opcodes), 1)
    }
    step.needed = Int16(opcode == .dupn ? deepest : deepest + 1)
    return (step, 2)
  }

  @inline(__always)
  private static func makeStep(_ byte: UInt8, at position: Int, _ opcodes: OpcodeTable) -> Step {
    let properties = opcodes[byte]
    return Step(
      position: UInt32(truncatingIfNeeded: position), gas: UInt32(properties.gas),
      needed: Int16(properties.inputs), growth: Int16(properties.change),
      opcode: opcodes.opcode(byte) ?? .invalid, immediate: 0, endsBlock: opcodes.endsBlock(byte))
  }

  private static func measure(_ steps: UnsafeMutableBufferPointer<Step>) {
    var gas: UInt32 = 0
    var needed: Int16 = 0
    var growth: Int16 = 0
    for index in steps.indices.reversed() {
      let step = steps[index]
      if step.endsBlock || gas + step.gas > gasLimit {
        steps[index].isCut = !step.endsBlock
        gas = step.gas
        needed = step.needed
        growth = max(0, step.growth)
      } else {
        gas += step.gas
        // No height above 1,024 is allowed: larger numbers say no more.
        needed = min(max(step.needed, needed - step.growth), 2048)
        growth = min(max(0, step.growth + growth), 2048)
      }
      steps[index].gas = gas
      steps[index].needed = needed
      steps[index].growth = growth
    }
  }
}

extension Opcode {
  /// Whether what follows is not reached, or is reached only if a condition holds.
  var endsBlock: Bool {
    switch self {
    case .stop, .jump, .jumpi, .return, .revert, .invalid, .selfdestruct: true
    default: false
    }
  }
}
