import EthereumTypes

/// An opcode whose end the observer has not been told.
struct OpenStep {
  var gas: Int64
  var constantGas: Int64
  var depth: Int
  /// The opcode hands gas to another frame.
  var isCall: Bool
}

/// What observers are told.
extension EVM {
  /// Tells the end of the opcode before and the begin of the one at `stepPosition`.
  @inline(never)
  mutating func beginStep(_ stack: StackPointer, gas: Int64, constantGas: Int64) {
    guard let observer else { return }
    let frame = frames + depth
    if let step = openStep {
      // A call's frame has what it left after its charges, whatever came back since.
      let left = step.isCall ? frames[step.depth].gasAfterCharge : gas
      observer.end(gasCost: step.gas - left, ending: .success)
    }
    let code = UnsafeBufferPointer(
      start: frame.pointee.code.pointee.bytes, count: frame.pointee.code.pointee.count)
    let byte = stepPosition < code.count ? code[stepPosition] : Opcode.stop.rawValue
    openStep = OpenStep(
      gas: gas, constantGas: constantGas, depth: depth,
      isCall: opcodes.opcode(byte)?.isCall == true)
    let floor = frame.pointee.stackFloor
    let memory = frame.pointee.memory
    observer.begin(
      ExecutionStep(
        position: stepPosition, opcode: byte, gas: gas, depth: depth + 1,
        address: frame.pointee.address,
        stack: UnsafeBufferPointer(start: floor + 1, count: stack - floor),
        memory: UnsafeRawBufferPointer(start: memory.base, count: memory.count),
        returnData: frame.pointee.returnData, code: code, refund: state.refund))
  }

  /// Tells the end of the opcode that ended the running frame.
  @inline(never)
  mutating func endStep(_ ending: borrowing FrameEnding) {
    guard let observer, let step = openStep else { return }
    openStep = nil
    switch ending.status {
    case .halt: observer.end(gasCost: step.constantGas, ending: .halt(haltReason))
    case .revert: observer.end(gasCost: step.gas - ending.gas, ending: .revert)
    case .success: observer.end(gasCost: step.gas - ending.gas, ending: .success)
    }
  }
}

extension Opcode {
  /// Whether it makes a frame of its own.
  fileprivate var isCall: Bool {
    switch self {
    case .create, .call, .callcode, .delegatecall, .create2, .staticcall: true
    default: false
    }
  }
}
