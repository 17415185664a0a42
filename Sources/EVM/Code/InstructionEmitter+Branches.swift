import EthereumTypes

/// Emission of jumps, and of comparisons that only decide a jump.
extension InstructionEmitter {
  /// The PUSH and JUMPI that make the result of step `index` decide a static jump, and whether
  /// ISZEROs between negate it.
  private func decision(after index: Int) -> (push: Int, isNegated: Bool)? {
    var next = index + 1
    while next < steps.count, steps[next].opcode == .iszero { next += 1 }
    guard next + 1 < steps.count, steps[next + 1].opcode == .jumpi,
      case .push1 ... .push4 = steps[next].opcode,
      !steps[index...next].contains(where: \.isCut)
    else { return nil }
    return (next, (next - index - 1) % 2 == 1)
  }

  /// LT, GT, SLT, SGT or EQ at step `last`, perhaps after a SWAP1 at `index`.
  mutating func emitComparison(_ index: Int, isSwapped: Bool, last: Int) -> Int {
    guard let decision = decision(after: last) else {
      emitBinary(last, isSwapped: isSwapped, first: index)
      return last + 1
    }
    push(keeping: 2)
    let opcode = steps[last].opcode
    let (left, right) = operands(isSwapped: isSwapped)
    let isNegated = decision.isNegated
    switch (left, right) {
    case (.constant(let value), .place(let place)) where value < 1 << 32:
      guard let branch = Operation.branch(ifConstant: opcode.mirrored, isNegated) else { break }
      emitDecision(
        branch, place, nil, constant: value, operands: 2, decision.push, origin: origin(index))
      return decision.push + 2
    case (.place(let place), .constant(let value)) where value < 1 << 32:
      guard let branch = Operation.branch(ifConstant: opcode, isNegated) else { break }
      emitDecision(
        branch, place, nil, constant: value, operands: 2, decision.push, origin: origin(index))
      return decision.push + 2
    default: break
    }
    pushConstants()
    guard case (.place(let a), .place(let b)) = operands(isSwapped: isSwapped) else {
      preconditionFailure("constants were pushed before their operation")
    }
    let isMirrored = opcode == .gt || opcode == .sgt
    emitDecision(
      .branch(if: opcode, isNegated), isMirrored ? b : a, isMirrored ? a : b, constant: .zero,
      operands: 2, decision.push, origin: origin(index))
    return decision.push + 2
  }

  /// ISZERO, alone or before another or before a jump.
  mutating func emitIsZero(_ index: Int) -> Int {
    push(keeping: 1)
    if case .constant(let value) = stack.item(at: 1) {
      let step = stack[0].step
      _ = stack.take()
      stack.append(.constant(value.isZero ? .one : .zero), step: step)
      return index + 1
    }
    if let decision = decision(after: index), case .place(let place) = stack.item(at: 1) {
      emitDecision(
        decision.isNegated ? .branchIf : .branchUnless, place, nil, constant: .zero, operands: 1,
        decision.push, origin: origin(index))
      return decision.push + 2
    }
    if steps[index + 1].opcode == .iszero, !steps[index].isCut {
      emitSimple(index, .isNonZero, operands: 1, results: 1)
      return index + 2
    }
    emitSimple(index, .isZero, operands: 1, results: 1)
    return index + 1
  }

  /// JUMPI, whose condition is the second item.
  mutating func emitConditionalJump(_ index: Int) {
    push(keeping: 2)
    if case .constant(let destination) = stack.item(at: 1) {
      if case .constant = stack.item(at: 2) { push(keeping: 1) }
      let origin = origin(index)
      if case .place(let place) = stack.item(at: 2) {
        stack.drop(step: index)
        stack.drop(step: index)
        appendBranch(
          .branchIf, place, nil, constant: .zero, to: destination, before: index + 1,
          origin: origin)
      }
    } else {
      emitSimple(index, .jumpIf, operands: 2, results: 0)
      buffer.append(
        data: BranchChecks(
          taken: .impossible, fallThrough: bounds(at: index + 1),
          fallThroughGas: steps[index + 1].gas, constant: 0))
    }
  }

  /// JUMP.
  mutating func emitJump(_ index: Int) {
    push(keeping: 1)
    guard case .constant(let destination) = stack.item(at: 1) else {
      emitSimple(index, .jump, operands: 1, results: 0)
      return
    }
    let origin = origin(index)
    stack.drop(step: index)
    appendBranch(
      .goto, nil, nil, constant: .zero, to: destination, before: nil, origin: origin)
  }

  private mutating func emitDecision(
    _ operation: Operation, _ first: Int, _ second: Int?, constant: UInt256, operands: Int,
    _ push: Int, origin: AnalyzedCode.Origin
  ) {
    for _ in 0..<operands { _ = stack.take() }
    appendBranch(
      operation, first, second, constant: constant, to: pushedValue(push), before: push + 2,
      origin: origin)
  }

  /// Appends a static branch; `next` is the step after it, where it may fall through.
  private mutating func appendBranch(
    _ operation: Operation, _ first: Int?, _ second: Int?, constant: UInt256,
    to destination: UInt256, before next: Int?, origin: AnalyzedCode.Origin
  ) {
    let target = destination.uint64.flatMap { Int(exactly: $0) } ?? code.count
    branches.append((unit: buffer.count, destination: target))
    append(operation, first, second, results: 0, origin: origin)
    buffer.append(
      data: BranchChecks(
        taken: .impossible, fallThrough: next.map { bounds(at: $0) } ?? .impossible,
        fallThroughGas: next.map { steps[$0].gas } ?? 0,
        constant: UInt32(truncatingIfNeeded: constant.truncatedUInt64)))
  }
}

extension Opcode {
  /// The comparison that says the same with its operands exchanged.
  fileprivate var mirrored: Opcode {
    switch self {
    case .lt: .gt
    case .gt: .lt
    case .slt: .sgt
    case .sgt: .slt
    default: self
    }
  }
}

extension Operation {
  /// The branch on a comparison of two items; GT and SGT with exchanged operands.
  fileprivate static func branch(if opcode: Opcode, _ isNegated: Bool) -> Operation {
    switch opcode {
    case .lt, .gt: isNegated ? .branchUnlessLess : .branchIfLess
    case .slt, .sgt: isNegated ? .branchUnlessSignedLess : .branchIfSignedLess
    default: isNegated ? .branchUnlessEqual : .branchIfEqual
    }
  }

  /// The branch on a comparison of an item with a constant.
  fileprivate static func branch(ifConstant opcode: Opcode, _ isNegated: Bool) -> Operation? {
    switch opcode {
    case .lt: isNegated ? .branchUnlessLessConstant : .branchIfLessConstant
    case .gt: isNegated ? .branchUnlessGreaterConstant : .branchIfGreaterConstant
    case .eq: isNegated ? .branchUnlessEqualConstant : .branchIfEqualConstant
    default: nil
    }
  }
}
