import EthereumTypes

/// Turns bytes of code into `AnalyzedCode`.
///
/// First pass: decode. Second, backwards: the gas and the stack bounds from each opcode to the end
/// of its block. Third: emit instructions, by `InstructionEmitter`.
enum CodeAnalysis {
  /// An opcode at its place, with what lies between it and the end of its block.
  struct Step {
    var position: UInt32
    /// Constant gas from here to the end of the block.
    var gas: UInt32
    /// Stack items that the rest of the block takes.
    var needed: Int16
    /// How far above its height here the rest of the block rises.
    var growth: Int16
    var opcode: Opcode
    /// The immediate of DUPN, SWAPN and EXCHANGE.
    var immediate: UInt8
    /// The block is cut after this opcode, although it goes straight on.
    var isCut: Bool
  }

  /// More constant gas than any block may have: it must fit an unsigned 32-bit number.
  private static let gasLimit: UInt64 = 1 << 31

  /// Analyses code, which must stay where it is as long as the result is used.
  static func analyze(
    _ code: UnsafeBufferPointer<UInt8>, opcodes: OpcodeTable
  ) -> UnsafePointer<AnalyzedCode> {
    var steps = decode(code, opcodes)
    measure(&steps, opcodes)
    return InstructionEmitter(code: code, steps: steps).emit()
  }

  private static func decode(
    _ code: UnsafeBufferPointer<UInt8>, _ opcodes: OpcodeTable
  ) -> [Step] {
    var steps: [Step] = []
    steps.reserveCapacity(code.count + 1)
    var position = 0
    while position < code.count {
      let (opcode, immediate, size) = decodeOpcode(code, at: position, opcodes)
      steps.append(
        Step(
          position: UInt32(truncatingIfNeeded: position), gas: 0, needed: 0, growth: 0,
          opcode: opcode, immediate: immediate, isCut: false))
      position += size
    }
    // Running off the end stops.
    steps.append(
      Step(
        position: UInt32(truncatingIfNeeded: position), gas: 0, needed: 0, growth: 0,
        opcode: .stop, immediate: 0, isCut: false))
    return steps
  }

  /// The opcode at a position, INVALID for what this fork does not define, and its size.
  static func decodeOpcode(
    _ code: UnsafeBufferPointer<UInt8>, at position: Int, _ opcodes: OpcodeTable
  ) -> (opcode: Opcode, immediate: UInt8, size: Int) {
    let byte = code[position]
    // Every fork defines PUSH1 to PUSH32, so that an undefined opcode is one byte.
    guard opcodes[byte].isDefined, let opcode = Opcode(rawValue: byte) else {
      return (.invalid, 0, 1)
    }
    switch opcode {
    case .dupn, .swapn, .exchange:
      let immediate = position + 1 < code.count ? code[position + 1] : 0
      let isValid =
        opcode == .exchange
        ? StackImmediate.pair(immediate) != nil : StackImmediate.single(immediate) != nil
      return isValid ? (opcode, immediate, 2) : (.invalid, 0, 1)
    default:
      return (opcode, 0, 1 + opcode.pushSize)
    }
  }

  /// What an opcode takes and how it changes the stack, where its immediate says so too.
  static func stackEffect(
    of opcode: Opcode, immediate: UInt8, _ opcodes: OpcodeTable
  ) -> (inputs: Int, change: Int) {
    let properties = opcodes[opcode]
    switch opcode {
    case .dupn: return (StackImmediate.single(immediate) ?? 0, 1)
    case .swapn: return ((StackImmediate.single(immediate) ?? 0) + 1, 0)
    case .exchange: return ((StackImmediate.pair(immediate)?.second ?? 0) + 1, 0)
    default: return (Int(properties.inputs), Int(properties.change))
    }
  }

  private static func measure(_ steps: inout [Step], _ opcodes: OpcodeTable) {
    var gas: UInt64 = 0
    var needed = 0
    var growth = 0
    for index in steps.indices.reversed() {
      let opcode = steps[index].opcode
      let (inputs, change) = stackEffect(of: opcode, immediate: steps[index].immediate, opcodes)
      let cost = UInt64(opcodes[opcode].gas)
      if opcode.endsBlock || gas + cost > gasLimit {
        steps[index].isCut = !opcode.endsBlock
        gas = cost
        needed = inputs
        growth = max(0, change)
      } else {
        gas += cost
        // No height above 1,024 is allowed: larger numbers say no more.
        needed = min(max(inputs, needed - change), 2048)
        growth = min(max(0, change + growth), 2048)
      }
      steps[index].gas = UInt32(truncatingIfNeeded: gas)
      steps[index].needed = Int16(truncatingIfNeeded: needed)
      steps[index].growth = Int16(truncatingIfNeeded: growth)
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
