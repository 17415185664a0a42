import EthereumTypes

/// Emission of operations on two items with one result, which have forms for constants.
extension InstructionEmitter {
  /// Emits the operation of step `index`.
  ///
  /// - Parameters:
  ///   - isSwapped: A SWAP1 before it exchanges the operands.
  ///   - first: The first step that the instruction stands for.
  mutating func emitBinary(_ index: Int, isSwapped: Bool, first: Int) {
    push(keeping: 2)
    let opcode = steps[index].opcode
    let (left, right) = operands(isSwapped: isSwapped)
    switch (left, right) {
    case (.constant(let a), .constant(let b)):
      let step = stack[0].step
      _ = stack.take()
      _ = stack.take()
      return stack.append(.constant(opcode.fold(a, b)), step: step)
    case (.constant(let value), .place(let place)):
      guard let form = ConstantForm(opcode, left: value) else { break }
      return emit(form, on: place, origin: origin(first))
    case (.place(let place), .constant(let value)):
      guard let form = ConstantForm(opcode, right: value) else { break }
      return emit(form, on: place, origin: origin(first))
    case (.place, .place): break
    }
    emitGeneral(opcode, isSwapped: isSwapped, first: first)
  }

  /// The two topmost items, in the order in which the operation takes them.
  @inline(__always)
  func operands(isSwapped: Bool) -> (StackPicture.Operand, StackPicture.Operand) {
    let (top, second) = (stack.item(at: 1), stack.item(at: 2))
    return isSwapped ? (second, top) : (top, second)
  }

  private mutating func emit(_ form: ConstantForm, on place: Int, origin: AnalyzedCode.Origin) {
    _ = stack.take()
    _ = stack.take()
    append(form.operation, place, results: 1, immediate: form.immediate, origin: origin)
    if form.operation == .andWide { buffer.append(data: form.wide) }
  }

  private mutating func emitGeneral(_ opcode: Opcode, isSwapped: Bool, first: Int) {
    pushConstants()
    let origin = origin(first)
    let top = stack.take()
    let second = stack.take()
    guard case .place(let a) = isSwapped ? second : top,
      case .place(let b) = isSwapped ? top : second
    else { preconditionFailure("constants were pushed before their operation") }
    let (operation, isMirrored) = Operation.binary(opcode)
    append(
      operation, isMirrored ? b : a, isMirrored ? a : b, results: 1, origin: origin)
  }

  /// Pushes the two topmost items if one is a constant.
  mutating func pushConstants() {
    if case .constant = stack.item(at: 1) { return push() }
    if case .constant = stack.item(at: 2) { push() }
  }
}

extension Operation {
  /// The operation of an opcode, and whether it takes the operands the other way round.
  static func binary(_ opcode: Opcode) -> (Operation, isMirrored: Bool) {
    switch opcode {
    case .add: (.add, false)
    case .mul: (.multiply, false)
    case .sub: (.subtract, false)
    case .div: (.divide, false)
    case .sdiv: (.signedDivide, false)
    case .mod: (.modulo, false)
    case .smod: (.signedModulo, false)
    case .signextend: (.signExtend, false)
    case .lt: (.lessThan, false)
    case .gt: (.lessThan, true)
    case .slt: (.signedLessThan, false)
    case .sgt: (.signedLessThan, true)
    case .eq: (.equal, false)
    case .and: (.and, false)
    case .or: (.or, false)
    case .xor: (.xor, false)
    case .byte: (.byte, false)
    case .shl: (.shiftLeft, false)
    case .shr: (.shiftRight, false)
    case .sar: (.arithmeticShiftRight, false)
    default: preconditionFailure("\(opcode) does not take two items and leave one")
    }
  }
}

extension Opcode {
  /// The operation's result on constants.
  func fold(_ a: UInt256, _ b: UInt256) -> UInt256 {
    switch self {
    case .add: a &+ b
    case .mul: a &* b
    case .sub: a &- b
    case .div: a.dividedBy(b)
    case .sdiv: a.signedDividedBy(b)
    case .mod: a.remainder(dividingBy: b)
    case .smod: a.signedRemainder(dividingBy: b)
    case .signextend: b.signExtended(fromByte: a)
    case .lt: a < b ? .one : .zero
    case .gt: a > b ? .one : .zero
    case .slt: a.isLessSigned(than: b) ? .one : .zero
    case .sgt: b.isLessSigned(than: a) ? .one : .zero
    case .eq: a == b ? .one : .zero
    case .and: a & b
    case .or: a | b
    case .xor: a ^ b
    case .byte: b.byte(at: a)
    case .shl: b.shiftedLeft(by: a)
    case .shr: b.shiftedRight(by: a)
    case .sar: b.arithmeticShiftedRight(by: a)
    default: preconditionFailure("\(self) does not take two items and leave one")
    }
  }
}

/// An operation whose other operand is a constant.
struct ConstantForm {
  var operation: Operation
  var immediate: UInt64 = 0
  /// The constant of `andWide`.
  var wide: UInt256 = .zero

  private init(_ operation: Operation, _ immediate: UInt64) {
    self.operation = operation
    self.immediate = immediate
  }

  private init?(_ operation: Operation, _ constant: UInt256, below limit: UInt256? = nil) {
    guard let small = constant.uint64 else { return nil }
    if let limit, constant >= limit { return nil }
    self.init(operation, small)
  }

  private init(masking mask: UInt256) {
    self.init(mask.uint64 == nil ? .andWide : .andConstant, mask.truncatedUInt64)
    wide = mask
  }

  /// The form for a constant that is the first operand, the one from the top of the stack.
  init?(_ opcode: Opcode, left constant: UInt256) {
    switch opcode {
    case .add, .mul, .eq, .and, .or, .xor: self.init(opcode, right: constant)
    case .sub: self.init(.subtractFromConstant, constant)
    case .lt: self.init(.greaterThanConstant, constant)
    case .gt: self.init(.lessThanConstant, constant)
    case .slt: self.init(.signedGreaterThanConstant, constant)
    case .sgt: self.init(.signedLessThanConstant, constant)
    case .signextend: self.init(.signExtendConstant, constant, below: 32)
    case .byte: self.init(.byteConstant, constant, below: 32)
    case .shl: self.init(.shiftLeftConstant, constant, below: 256)
    case .shr: self.init(.shiftRightConstant, constant, below: 256)
    case .sar: self.init(.arithmeticShiftRightConstant, constant, below: 256)
    default: return nil
    }
  }

  /// The form for a constant that is the second operand.
  init?(_ opcode: Opcode, right constant: UInt256) {
    switch opcode {
    case .add:
      // Adding a number just below 2²⁵⁶ is how code subtracts.
      if constant.uint64 == nil, constant.isNegative {
        self.init(.subtractConstant, constant.negated)
      } else {
        self.init(.addConstant, constant)
      }
    case .sub: self.init(.subtractConstant, constant)
    case .mul:
      if let exponent = constant.exponentOfTwo {
        self.init(.shiftLeftConstant, exponent)
      } else {
        self.init(.multiplyConstant, constant)
      }
    case .div:
      if let exponent = constant.exponentOfTwo {
        self.init(.shiftRightConstant, exponent)
      } else {
        self.init(.divideConstant, constant)
      }
    case .mod:
      if constant.exponentOfTwo != nil {
        self.init(masking: constant &- .one)
      } else {
        self.init(.moduloConstant, constant)
      }
    case .lt: self.init(.lessThanConstant, constant)
    case .gt: self.init(.greaterThanConstant, constant)
    case .slt: self.init(.signedLessThanConstant, constant)
    case .sgt: self.init(.signedGreaterThanConstant, constant)
    case .eq: self.init(.equalConstant, constant)
    case .and: self.init(masking: constant)
    case .or: self.init(.orConstant, constant)
    case .xor: self.init(.xorConstant, constant)
    default: return nil
    }
  }
}

extension UInt256 {
  /// *n* of 2ⁿ, or `nil` for any other number.
  fileprivate var exponentOfTwo: UInt64? {
    !isZero && (self & (self &- .one)).isZero ? UInt64(bitWidth - 1) : nil
  }
}
