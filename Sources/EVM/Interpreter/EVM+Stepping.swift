import EthereumTypes

/// Execution opcode by opcode.
///
/// Where a block cannot be charged or bounded as a whole, its opcodes are decoded one at a time
/// into `stepUnits`: the opcode's own charge and checks, its plain instruction, and a unit that
/// decodes the next. The same loop executes them, so that there is one meaning of each operation,
/// and what happens before the failing opcode happens exactly.
extension EVM {
  /// The charge, an instruction with a word of data, and the unit that goes on.
  static var stepUnitCount: Int { 5 }

  /// Decodes the frame's next opcode.
  @inline(never)
  mutating func decodeStep(_ frame: UnsafeMutablePointer<Frame>) -> UnsafePointer<Instruction> {
    let code = UnsafeBufferPointer(
      start: frame.pointee.code.pointee.bytes, count: frame.pointee.code.pointee.count)
    let position = frame.pointee.nextPosition
    let (step, size) = CodeAnalysis.decodeStep(code, at: position, opcodes)
    frame.pointee.nextPosition = position + size
    stepPosition = position

    stepUnits[0] = Instruction(
      operation: .stepEntry, first: step.needed * Instruction.itemSize,
      second: Int16(bitPattern: UInt16(1024 - max(0, step.growth)) * 32),
      immediate: UInt64(step.gas))
    let next = decode(step.opcode, step.immediate, code, position)
    stepUnits[next] = Instruction(operation: .stepNext)
    return UnsafePointer(stepUnits)
  }

  /// Decodes an opcode to `stepUnits[1...]`.
  ///
  /// - Returns: The index of the unit after it.
  private mutating func decode(
    _ opcode: Opcode, _ immediate: UInt8, _ code: UnsafeBufferPointer<UInt8>, _ position: Int
  ) -> Int {
    let item = Instruction.itemSize
    switch opcode {
    case .jumpdest: return 1
    case .jump: stepUnits[1] = Instruction(operation: .stepJump)
    case .jumpi: stepUnits[1] = Instruction(operation: .stepJumpIf)
    case .push0 ... .push32:
      let value = code.pushedValue(position + 1, size: opcode.pushSize)
      stepUnits[1] = Instruction(operation: .pushWide, change: item)
      UnsafeMutableRawPointer(stepUnits + 2).storeBytes(of: value, as: UInt256.self)
      return 4
    case .pc:
      stepUnits[1] = Instruction(operation: .push, change: item, immediate: UInt64(position))
    case .codesize:
      stepUnits[1] = Instruction(operation: .push, change: item, immediate: UInt64(code.count))
    case .dupn:
      let depth = Int16(StackImmediate.single(immediate) ?? 1)
      stepUnits[1] = Instruction(operation: .duplicate, change: item, first: (1 - depth) * item)
    case .swapn:
      let depth = Int16(StackImmediate.single(immediate) ?? 1)
      stepUnits[1] = Instruction(operation: .exchange, first: 0, second: -depth * item)
    case .exchange:
      let pair = StackImmediate.pair(immediate) ?? (1, 2)
      stepUnits[1] = Instruction(
        operation: .exchange, first: Int16(-pair.first) * item,
        second: Int16(-pair.second) * item)
    default:
      stepUnits[1] = plainInstructions[opcode]
    }
    return 2
  }

  /// The block that a jump to `destination` enters, or `nil` when there is no JUMPDEST.
  @inline(__always)
  mutating func block(
    at destination: UInt256, _ code: UnsafePointer<AnalyzedCode>
  ) -> UnsafePointer<AnalyzedCode.Block>? {
    guard destination.clampedUInt64 < UInt64(code.pointee.count) else { return nil }
    let number = Int(code.pointee.jumpTable[Int(destination.truncatedUInt64)])
    return number == 0 ? nil : UnsafePointer(code.pointee.blocks + (number - 1))
  }
}

extension UnsafeBufferPointer<UInt8> {
  /// The immediate of a PUSH; beyond its end the code goes on with zeros.
  func pushedValue(_ start: Int, size: Int) -> UInt256 {
    let end = start + size
    if let baseAddress, end >= 32, end <= count {
      // The 32 bytes that end there, without those before the immediate.
      return UInt256(bigEndian: baseAddress + end - 32) & ~.zero >> (256 - 8 * size)
    }
    let value = UInt256(bigEndianBytes: self[Swift.min(start, count)..<Swift.min(end, count)])
    return (value ?? .zero) << (8 * (end - Swift.min(end, count)))
  }
}

extension EVM {
  /// Charges and checks one opcode; `entry` is its `stepEntry`.
  ///
  /// - Returns: The gas left, or −1 when the frame halts; `haltReason` says why.
  @inline(never)
  mutating func chargeStep(
    _ entry: InstructionPointer, _ stack: StackPointer, _ floor: StackPointer, gas: Int64
  ) -> Int64 {
    // For `outermostFrame`.
    (frames + depth).pointee.stackTop = stack
    if observer != nil { beginStep(stack, gas: gas, constantGas: entry.reserve) }
    let height = UnsafeRawPointer(stack) - UnsafeRawPointer(floor)
    if height < Int(entry.pointee.first) {
      haltReason = .stackUnderflow
      return -1
    }
    if height > Int(UInt16(bitPattern: entry.pointee.second)) {
      haltReason = .stackOverflow
      return -1
    }
    haltReason = .outOfGas
    return max(gas - entry.reserve, -1)
  }

  /// Jumps, with the gas written back, and leaves stepping if the block there can be entered.
  ///
  /// - Returns: `nil` if there is no JUMPDEST.
  @inline(never)
  mutating func stepJump(
    _ frame: UnsafeMutablePointer<Frame>, to destination: UInt256, _ stack: StackPointer
  ) -> InstructionPointer? {
    let code = frame.pointee.code
    guard let block = block(at: destination, code) else { return nil }
    if !stepsAlways,
      enter(
        gas: block.pointee.gas, block.pointee.bounds, stack, frame.pointee.stackFloor,
        &frame.pointee.gas)
    {
      frame.pointee.isStepping = false
      return InstructionPointer(code.pointee.instructions) + Int(block.pointee.instruction)
    }
    frame.pointee.nextPosition = Int(destination.truncatedUInt64)
    return decodeStep(frame)
  }
}
