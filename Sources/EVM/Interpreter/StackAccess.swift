import EthereumTypes

// The pieces of the interpreter's loop: always inlined, on its local variables.

typealias StackPointer = UnsafeMutablePointer<UInt256>
typealias InstructionPointer = UnsafePointer<Instruction>

/// The item at a place relative to the stack pointer.
@inline(__always)
func item(_ stack: StackPointer, _ place: Int16) -> StackPointer {
  (UnsafeMutableRawPointer(stack) + Int(place)).assumingMemoryBound(to: UInt256.self)
}

/// Whether a stack with its pointer at `stack` may enter a block.
@inline(__always)
func admits(_ bounds: StackBounds, _ stack: StackPointer, _ floor: StackPointer) -> Bool {
  // A height below the least wraps round to more than any span.
  UInt(bitPattern: stack) &- UInt(bitPattern: floor) &- UInt(bounds.least) <= UInt(bounds.span)
}

extension UnsafePointer<Instruction> {
  /// The first operand.
  @inline(__always)
  func first(_ stack: StackPointer) -> UInt256 { item(stack, pointee.first).pointee }

  /// The second operand.
  @inline(__always)
  func second(_ stack: StackPointer) -> UInt256 { item(stack, pointee.second).pointee }

  /// The third operand, whose place is where a constant would be.
  @inline(__always)
  func third(_ stack: StackPointer) -> UInt256 {
    item(stack, Int16(truncatingIfNeeded: pointee.immediate)).pointee
  }

  /// The constant operand.
  @inline(__always)
  var constant: UInt256 { UInt256(pointee.immediate) }

  /// Constant gas that the block has charged for what comes after this instruction.
  @inline(__always)
  var reserve: Int64 { Int64(truncatingIfNeeded: pointee.immediate) }

  /// What a comparing branch compares with.
  @inline(__always)
  var branchConstant: UInt64 { UInt64(data(as: BranchChecks.self).pointee.constant) }

  /// The data after the instruction.
  @inline(__always)
  func data<Value>(as type: Value.Type) -> UnsafePointer<Value> {
    UnsafeRawPointer(self + 1).assumingMemoryBound(to: type)
  }
}

/// Leaves a result and goes on.
@inline(__always)
func finish(
  _ result: UInt256, _ instruction: inout InstructionPointer, _ stack: inout StackPointer
) {
  stack = item(stack, instruction.pointee.change)
  stack.pointee = result
  instruction += 1
}

/// Leaves 1 or 0 and goes on.
@inline(__always)
func finish(
  _ result: Bool, _ instruction: inout InstructionPointer, _ stack: inout StackPointer
) {
  stack = item(stack, instruction.pointee.change)
  stack.pointee = UInt256(result ? 1 as UInt64 : 0)
  instruction += 1
}

/// Enters a block that is not the target of this instruction's jump, if gas and stack allow it.
@inline(__always)
func enter(
  gas cost: UInt32, _ bounds: StackBounds, _ stack: StackPointer, _ floor: StackPointer,
  _ gas: inout Int64
) -> Bool {
  let left = gas &- Int64(cost)
  if left < 0 || !admits(bounds, stack, floor) { return false }
  gas = left
  return true
}

/// Goes to a static branch's target or to what follows it.
///
/// - Returns: False, with nothing changed, if gas or stack do not allow entering the block.
@inline(__always)
func branch(
  _ isTaken: Bool, _ instruction: inout InstructionPointer, _ stack: inout StackPointer,
  _ floor: StackPointer, _ gas: inout Int64
) -> Bool {
  let checks = instruction.data(as: BranchChecks.self)
  let newStack = item(stack, instruction.pointee.change)
  if isTaken {
    let target = BranchTarget(packed: instruction.pointee.immediate)
    guard enter(gas: target.gas, checks.pointee.taken, newStack, floor, &gas) else {
      return false
    }
    instruction += Int(target.offset)
  } else {
    guard
      enter(
        gas: checks.pointee.fallThroughGas, checks.pointee.fallThrough, newStack, floor, &gas)
    else { return false }
    instruction += 2
  }
  stack = newStack
  return true
}
