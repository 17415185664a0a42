import EthereumTypes

/// Emits the instructions of decoded code.
///
/// PUSH, DUP and POP emit nothing at first: they change a picture of the stack, and the next
/// operation takes its operands from where the picture says they are. What no operation has taken
/// is pushed where the picture must be true: at jumps and their targets, and before operations
/// that find their operands on top of the stack.
struct InstructionEmitter: ~Copyable {
  let code: UnsafeBufferPointer<UInt8>
  let steps: UnsafeBufferPointer<CodeAnalysis.Step>
  var buffer: InstructionBuffer
  var blocks: [AnalyzedCode.Block] = []
  let jumpTable: UnsafeMutablePointer<UInt32>
  /// Static branches to be aimed when all blocks are known.
  var branches: [(unit: Int, destination: Int)] = []
  var stack = StackPicture()

  init(code: UnsafeBufferPointer<UInt8>, steps: UnsafeBufferPointer<CodeAnalysis.Step>) {
    self.code = code
    self.steps = steps
    buffer = InstructionBuffer(capacity: steps.count + 16)
    jumpTable = .allocate(capacity: code.count + 1)
    jumpTable.initialize(repeating: 0, count: code.count + 1)
  }

  /// Emits everything.
  consuming func emit() -> UnsafePointer<AnalyzedCode> {
    beginBlock(at: 0)
    var index = 0
    var isReachable = true
    while index < steps.count {
      let opcode = steps[index].opcode
      if opcode == .jumpdest {
        if isReachable { settle() }
        isReachable = true
        jumpTable[Int(steps[index].position)] = UInt32(blocks.count + 1)
        beginBlock(at: index)
        index += 1
      } else if !isReachable {
        index += 1
        continue
      } else {
        let next = emitStep(index)
        isReachable = !steps[next - 1].endsBlock || steps[next - 1].opcode == .jumpi
        index = next
      }
      if index < steps.count, isReachable, steps[index - 1].isCut { enterBlock(at: index) }
    }
    return finish()
  }

  private mutating func beginBlock(at index: Int) {
    stack.clear()
    blocks.append(
      AnalyzedCode.Block(
        instruction: UInt32(buffer.count), gas: steps[index].gas, bounds: bounds(at: index)))
  }

  func bounds(at index: Int) -> StackBounds {
    StackBounds(needed: Int(steps[index].needed), growth: Int(steps[index].growth))
  }

  /// Checks the next block in line, because the one before was cut.
  private mutating func enterBlock(at index: Int) {
    settle()
    let checks = BranchChecks(
      taken: .impossible, fallThrough: bounds(at: index), fallThroughGas: steps[index].gas,
      constant: 0)
    // Nothing of the next block is charged when this is executed.
    buffer.append(
      Instruction(operation: .enterBlock),
      origin: .init(position: steps[index].position, gas: 0))
    buffer.append(data: checks)
  }

  /// Where to go on step by step if an instruction that stands for step `index` cannot finish:
  /// at the first opcode whose effect is not on the stack yet.
  func origin(_ index: Int) -> AnalyzedCode.Origin {
    let step = steps[stack.firstUnsettledStep ?? index]
    return .init(position: step.position, gas: step.gas)
  }

  /// Constant gas from the step after `index` to the end of the block.
  func gasAfter(_ index: Int) -> UInt64 {
    steps[index].isCut ? 0 : UInt64(steps[index + 1].gas)
  }

  // MARK: Settling the picture

  /// Pushes what the picture holds above the stack, but for the topmost `kept` items.
  @inline(__always)
  mutating func push(keeping kept: Int = 0) {
    if stack.count > kept { pushLowest(stack.count - kept) }
  }

  private mutating func pushLowest(_ count: Int) {
    for index in 0..<count {
      let item = stack[index]
      stack.top += 1
      let change = stack.change
      let origin = AnalyzedCode.Origin(
        position: steps[item.step].position, gas: steps[item.step].gas)
      switch item.operand {
      case .constant(let value):
        if let small = value.uint64 {
          buffer.append(
            Instruction(operation: .push, change: change, immediate: small), origin: origin)
        } else {
          buffer.append(Instruction(operation: .pushWide, change: change), origin: origin)
          buffer.append(data: value)
        }
      case .place(let height):
        buffer.append(
          Instruction(operation: .duplicate, change: change, first: stack.offset(height)),
          origin: origin)
      }
      stack.height = stack.top
    }
    stack.removeFirst(count)
  }

  /// Makes the stack what the picture says.
  mutating func settle() {
    push()
    if stack.height != stack.top {
      buffer.append(
        Instruction(operation: .drop, change: stack.change), origin: .init(position: 0, gas: 0))
      stack.height = stack.top
    }
  }

  // MARK: Finishing

  private consuming func finish() -> UnsafePointer<AnalyzedCode> {
    let invalid = AnalyzedCode.Block(
      instruction: UInt32(buffer.count), gas: 0, bounds: StackBounds(needed: 0, growth: 0))
    buffer.append(Instruction(operation: .invalidJump), origin: .init(position: 0, gas: 0))
    for (unit, destination) in branches {
      let number = destination < code.count ? Int(jumpTable[destination]) : 0
      let target = number == 0 ? invalid : blocks[number - 1]
      let offset = Int32(Int(target.instruction) - unit)
      buffer.units[unit].immediate = BranchTarget(offset: offset, gas: target.gas).packed
      UnsafeMutableRawPointer(buffer.units + unit + 1)
        .assumingMemoryBound(to: BranchChecks.self).pointee.taken = target.bounds
    }
    let table = UnsafeMutablePointer<AnalyzedCode.Block>.allocate(capacity: blocks.count)
    table.initialize(from: blocks, count: blocks.count)
    let result = UnsafeMutablePointer<AnalyzedCode>.allocate(capacity: 1)
    result.initialize(
      to: AnalyzedCode(
        bytes: code.baseAddress, count: code.count, instructions: buffer.units,
        origins: buffer.origins, blocks: table, jumpTable: jumpTable))
    return UnsafePointer(result)
  }
}
