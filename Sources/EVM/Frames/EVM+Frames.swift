import EthereumTypes

/// The row of frames.
extension EVM {
  /// The frame at a depth, with its stack and memory empty.
  mutating func prepareFrame(at depth: Int) -> UnsafeMutablePointer<Frame> {
    while frameCount <= depth { initializeFrame() }
    let frame = frames + depth
    if depth == 0 {
      frame.pointee.stackFloor = operandStack.bottom
      frame.pointee.stackChunk = 0
    } else {
      let parent = frames + (depth - 1)
      frame.pointee.stackChunk = parent.pointee.stackChunk
      frame.pointee.stackFloor = operandStack.floor(
        above: parent.pointee.stackTop, chunk: &frame.pointee.stackChunk)
    }
    frame.pointee.stackTop = frame.pointee.stackFloor
    frame.pointee.memory.reset()
    frame.pointee.returnData = UnsafeRawBufferPointer(start: nil, count: 0)
    frame.pointee.isStepping = false
    return frame
  }

  private mutating func initializeFrame() {
    (frames + frameCount).initialize(
      to: Frame(
        instruction: UnsafePointer(stepUnits), stackTop: operandStack.bottom, gas: 0,
        stackFloor: operandStack.bottom, stackChunk: 0, memory: FrameMemory(),
        returnData: UnsafeRawBufferPointer(start: nil, count: 0),
        input: UnsafeRawBufferPointer(start: nil, count: 0),
        code: codeCache.empty.analyzed(opcodes), ownsCode: false, kind: .call,
        isStatic: false, account: AccountID(raw: 0), address: .zero, caller: .zero, value: .zero,
        checkpoint: state.checkpoint(), output: MemoryRegion(offset: 0, count: 0),
        isStepping: false,
        nextPosition: 0, gasAfterCharge: 0))
    frameCount += 1
  }

  /// What the last message's outermost frame left behind; nothing if no code has run.
  package var outermostFrame: FrameRemains {
    if frameCount == 0 { return FrameRemains(stack: nil, memory: []) }
    let frame = frames[0]
    let items = UnsafeBufferPointer(
      start: frame.stackFloor + 1, count: frame.stackTop - frame.stackFloor)
    let memory = UnsafeRawBufferPointer(start: frame.memory.base, count: frame.memory.count)
    return FrameRemains(stack: frame.isStepping ? Array(items) : nil, memory: Array(memory))
  }

  /// Settles the frame that ended: undoes what failed, deposits created code.
  mutating func settle(_ ending: consuming FrameEnding) -> FrameEnding {
    let frame = frames + depth
    if frame.pointee.isStepping { endStep(ending) }
    if frame.pointee.isCreation, ending.status == .success { depositCode(&ending) }
    if frame.pointee.ownsCode { AnalyzedCode.destroy(frame.pointee.code) }
    if ending.status != .success { state.revert(to: frame.pointee.checkpoint) }
    return ending
  }

  /// Gives the results of the frame above, which has been settled, to the running frame.
  mutating func deliver(_ ending: FrameEnding) {
    let child = frames + (depth + 1)
    let frame = frames + depth
    let isSuccess = ending.status == .success
    frame.pointee.gas &+= ending.gas
    frame.pointee.stackTop += 1
    if child.pointee.isCreation {
      frame.pointee.stackTop.pointee = isSuccess ? child.pointee.address.word : .zero
      // Created code is not return data (EIP-211).
      frame.pointee.returnData =
        isSuccess ? UnsafeRawBufferPointer(start: nil, count: 0) : ending.output
    } else {
      frame.pointee.stackTop.pointee = isSuccess ? .one : .zero
      frame.pointee.receive(ending.output, at: child.pointee.output)
    }
  }
}

extension Frame {
  /// Takes what a call returned, and copies to memory what the caller asked for.
  mutating func receive(_ bytes: UnsafeRawBufferPointer, at region: MemoryRegion) {
    returnData = bytes
    let copied = min(region.count, bytes.count)
    if copied > 0, let start = bytes.baseAddress {
      (memory.base + region.offset).copyMemory(from: start, byteCount: copied)
    }
  }

  /// The bytes of a region of the memory, valid until the memory grows.
  func bytes(_ region: MemoryRegion) -> UnsafeRawBufferPointer {
    UnsafeRawBufferPointer(start: memory.base + region.offset, count: region.count)
  }
}
