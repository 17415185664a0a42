import EthereumTypes

/// Emission opcode by opcode.
extension InstructionEmitter {
  /// Emits the step at `index`, with steps after it where they make one instruction.
  ///
  /// - Returns: The index of the first step that is not emitted.
  mutating func emitStep(_ index: Int) -> Int {
    let opcode = steps[index].opcode
    switch opcode {
    case .push0 ... .push32:
      hold(.constant(pushedValue(index)), step: index)
    case .pc:
      hold(.constant(UInt256(UInt64(steps[index].position))), step: index)
    case .codesize:
      hold(.constant(UInt256(UInt64(code.count))), step: index)
    case .dup1 ... .dup16:
      holdCopy(ofItemAt: opcode.number(from: .dup1) + 1, step: index)
    case .dupn:
      holdCopy(
        ofItemAt: StackImmediate.single(steps[index].immediate) ?? 1, step: index)
    case .pop:
      emitDrop(index)
    case .swap1 ... .swap16:
      return emitSwap(index, depth: opcode.number(from: .swap1) + 1)
    case .swapn:
      emitExchange(
        index, first: 0, second: StackImmediate.single(steps[index].immediate) ?? 1)
    case .exchange:
      let pair = StackImmediate.pair(steps[index].immediate) ?? (1, 2)
      emitExchange(index, first: pair.first, second: pair.second)
    case .lt, .gt, .slt, .sgt, .eq:
      return emitComparison(index, isSwapped: false, last: index)
    case .iszero:
      return emitIsZero(index)
    case .jump:
      emitJump(index)
    case .jumpi:
      emitConditionalJump(index)
    default:
      emitOperation(index, opcode, order: OperandOrder(first: index, swap: 0))
    }
    return index + 1
  }

  /// Keeps an item in the picture only.
  private mutating func hold(_ operand: StackPicture.Operand, step: Int) {
    makeRoom()
    stack.append(operand, step: step)
  }

  private mutating func holdCopy(ofItemAt depth: Int, step: Int) {
    // First, so that a long row of copies is not of one item that falls ever further behind.
    makeRoom()
    stack.append(stack.item(at: depth), step: step)
  }

  private mutating func makeRoom() {
    if stack.count == StackPicture.capacity { push() }
  }

  func pushedValue(_ index: Int) -> UInt256 {
    code.pushedValue(Int(steps[index].position) + 1, size: steps[index].opcode.pushSize)
  }

  private mutating func emitDrop(_ index: Int) {
    stack.drop(step: index)
    // The distance must fit an instruction's operands.
    if stack.height - stack.top == 128 { settle() }
  }

  // MARK: SWAP

  private mutating func emitSwap(_ index: Int, depth: Int) -> Int {
    let next = steps[min(index + 1, steps.count - 1)]
    if !steps[index].isCut, !next.isCut {
      if next.opcode == .pop {
        emitReplace(index, depth: depth)
        return index + 2
      }
      if depth == 1 {
        switch next.opcode {
        case .add, .mul, .and, .or, .xor:
          // SWAP1 before a commutative operation does nothing.
          return index + 1
        case .sub, .div, .mod, .shl, .shr, .sar, .byte, .sdiv, .smod, .signextend:
          emitBinary(index + 1, isSwapped: true, first: index)
          return index + 2
        case .lt, .gt, .slt, .sgt, .eq:
          return emitComparison(index, isSwapped: true, last: index + 1)
        default: break
        }
      }
      if depth < next.opcode.operandsAnywhere {
        // The next operation takes both items: exchange its operands.
        emitOperation(index + 1, next.opcode, order: OperandOrder(first: index, swap: depth))
        return index + 2
      }
      if emitRotation(index, depth: depth) { return index + 2 }
    }
    if !emitInsertion(index, depth: depth) {
      emitExchange(index, first: 0, second: depth)
    }
    return index + 1
  }

  /// SWAP*m* SWAP*n* on items that are all on the stack.
  private mutating func emitRotation(_ index: Int, depth: Int) -> Bool {
    guard stack.count == 0, index + 2 < steps.count,
      case .swap1 ... .swap16 = steps[index + 1].opcode, steps[index + 2].opcode != .pop
    else { return false }
    let second = steps[index + 1].opcode.number(from: .swap1) + 1
    if second == depth { return false }
    let origin = origin(index)
    let top = stack.offset(stack.top)
    append(
      .rotate, stack.top - depth, stack.top - second, results: 0,
      immediate: UInt64(UInt16(bitPattern: top)), origin: origin)
    return true
  }

  /// SWAP*n* of an item that is only in the picture with one that is on the stack.
  private mutating func emitInsertion(_ index: Int, depth: Int) -> Bool {
    guard stack.count > 0, depth >= stack.count else { return false }
    if case .constant(let value) = stack.item(at: 1), value.uint64 == nil { return false }
    push(keeping: 1)
    let origin = origin(index)
    let partner = stack.top - depth + 1
    switch stack.take() {
    case .constant(let value):
      append(
        .insertConstant, nil, partner, results: 1, immediate: value.truncatedUInt64,
        origin: origin)
    case .place(let place):
      append(.insert, place, partner, results: 1, origin: origin)
    }
    return true
  }

  /// Exchanges the items `first` and `second` below the top.
  private mutating func emitExchange(_ index: Int, first: Int, second: Int) {
    push()
    append(
      .exchange, stack.top - first, stack.top - second, results: 0, origin: origin(index))
  }

  /// SWAP*n* POP: the top item replaces the one `depth` below it.
  private mutating func emitReplace(_ index: Int, depth: Int) {
    if case .constant = stack.item(at: 1) { push() } else if stack.count > 1 { push() }
    let origin = origin(index)
    guard case .place(let source) = stack.take() else { return }
    buffer.append(
      Instruction(
        operation: .replace, change: stack.change, first: stack.offset(source),
        second: stack.offset(stack.top - depth + 1)),
      origin: origin)
    stack.height = stack.top
  }

  // MARK: Operations with operands anywhere on the stack

  /// Readies the picture for an operation on the `count` topmost items, none of them a constant.
  private mutating func prepare(_ count: Int) {
    push(keeping: count)
    for depth in 1...count {
      if case .constant = stack.item(at: depth) {
        push(keeping: depth - 1)
        return
      }
    }
  }

  /// Takes the `count` topmost items, in the order in which the operation wants them.
  private mutating func takePlaces(_ count: Int, swap: Int) -> (Int, Int, Int) {
    var places = (0, 0, 0)
    for index in 0..<count {
      guard case .place(let place) = stack.take() else {
        preconditionFailure("constants were pushed before their operation")
      }
      switch index == 0 ? swap : index == swap ? 0 : index {
      case 0: places.0 = place
      case 1: places.1 = place
      default: places.2 = place
      }
    }
    return places
  }

  /// Appends an operation after its operands were taken; `results` is 0 or 1.
  mutating func append(
    _ operation: Operation, _ first: Int? = nil, _ second: Int? = nil, results: Int,
    immediate: UInt64 = 0, index: UInt8 = 0, origin: AnalyzedCode.Origin
  ) {
    stack.top += results
    buffer.append(
      Instruction(
        operation: operation, index: index, change: stack.change,
        first: first.map { stack.offset($0) } ?? 0, second: second.map { stack.offset($0) } ?? 0,
        immediate: immediate),
      origin: origin)
    stack.height = stack.top
  }

  /// Appends an operation on the `operands` topmost items.
  mutating func emitSimple(
    _ index: Int, _ operation: Operation, operands: Int, results: Int, immediate: UInt64 = 0,
    word: UInt8 = 0, order: OperandOrder? = nil
  ) {
    if operands == 0 { push() } else { prepare(operands) }
    let origin = origin(order?.first ?? index)
    let places = takePlaces(operands, swap: order?.swap ?? 0)
    var immediate = immediate
    // The third place goes where a constant would.
    if operands > 2 { immediate = UInt64(UInt16(bitPattern: stack.offset(places.2))) }
    append(
      operation, operands > 0 ? places.0 : nil, operands > 1 ? places.1 : nil, results: results,
      immediate: immediate, index: word, origin: origin)
  }

  /// An operation on one item that has another form for a small constant.
  private mutating func emitUnary(
    _ index: Int, _ operation: Operation, constant: Operation, limit: UInt64
  ) {
    push(keeping: 1)
    guard case .constant(let value) = stack.item(at: 1), let small = value.uint64, small < limit
    else {
      emitSimple(index, operation, operands: 1, results: 1)
      return
    }
    let origin = origin(index)
    _ = stack.take()
    append(constant, results: 1, immediate: small, origin: origin)
  }

  /// MSTORE, whose offset or value is often a constant.
  private mutating func emitMemoryStore(_ index: Int, order: OperandOrder) {
    push(keeping: 2)
    let (offset, value) = operands(isSwapped: order.swap == 1)
    switch (offset, value) {
    case (.constant(let offset), .place(let place)):
      guard let small = offset.uint64, small < UInt64(Int32.max) else { break }
      let origin = origin(order.first)
      _ = stack.take()
      _ = stack.take()
      append(.memoryStoreConstant, nil, place, results: 0, immediate: small, origin: origin)
      return
    case (.place(let place), .constant(let value)):
      guard let small = value.uint64 else { break }
      let origin = origin(order.first)
      _ = stack.take()
      _ = stack.take()
      append(.memoryStoreOfConstant, place, nil, results: 0, immediate: small, origin: origin)
      return
    case (.constant, .constant) where order.swap == 0:
      push(keeping: 1)
      return emitMemoryStore(index, order: order)
    default: break
    }
    emitSimple(index, .memoryStore, operands: 2, results: 0, order: order)
  }

  // MARK: Operations with operands on top of the stack

  /// Appends an operation that finds its operands on top of the stack and moves the stack pointer
  /// itself.
  private mutating func emitPlain(
    _ index: Int, _ operation: Operation, operands: Int, results: Int, immediate: UInt64 = 0,
    word: UInt8 = 0
  ) {
    settle()
    let origin = origin(index)
    stack.top += results - operands
    stack.height = stack.top
    buffer.append(
      Instruction(operation: operation, index: word, immediate: immediate), origin: origin)
  }

  // MARK: Everything else

  private mutating func emitOperation(_ index: Int, _ opcode: Opcode, order: OperandOrder) {
    switch opcode {
    case .add, .mul, .sub, .div, .sdiv, .mod, .smod, .signextend, .and, .or, .xor, .byte, .shl,
      .shr, .sar:
      emitBinary(index, isSwapped: false, first: index)
    case .exp: emitSimple(index, .power, operands: 2, results: 1, order: order)
    case .addmod: emitSimple(index, .addModulo, operands: 3, results: 1, order: order)
    case .mulmod: emitSimple(index, .multiplyModulo, operands: 3, results: 1, order: order)
    case .not: emitSimple(index, .not, operands: 1, results: 1)
    case .clz: emitSimple(index, .countLeadingZeros, operands: 1, results: 1)
    case .mload:
      emitUnary(
        index, .memoryLoad, constant: .memoryLoadConstant, limit: UInt64(Int32.max))
    case .mstore: emitMemoryStore(index, order: order)
    case .mstore8: emitSimple(index, .memoryStoreByte, operands: 2, results: 0, order: order)
    case .keccak256: emitSimple(index, .keccak256, operands: 2, results: 1, order: order)
    case .sload: emitSimple(index, .storageLoad, operands: 1, results: 1)
    case .sstore:
      emitSimple(
        index, .storageStore, operands: 2, results: 0, immediate: gasAfter(index),
        order: order)
    case .tload: emitSimple(index, .transientLoad, operands: 1, results: 1)
    case .tstore: emitSimple(index, .transientStore, operands: 2, results: 0, order: order)
    case .calldatacopy: emitPlain(index, .callDataCopy, operands: 3, results: 0)
    case .codecopy: emitPlain(index, .codeCopy, operands: 3, results: 0)
    case .extcodecopy: emitPlain(index, .externalCodeCopy, operands: 4, results: 0)
    case .returndatacopy: emitPlain(index, .returnDataCopy, operands: 3, results: 0)
    case .mcopy: emitPlain(index, .memoryCopy, operands: 3, results: 0)
    case .log0 ... .log4:
      let topics = opcode.number(from: .log0)
      emitPlain(index, .log, operands: topics + 2, results: 0, word: UInt8(topics))
    case .call: emitCall(index, .call, .call, operands: 7)
    case .callcode: emitCall(index, .call, .callCode, operands: 7)
    case .delegatecall: emitCall(index, .call, .delegateCall, operands: 6)
    case .staticcall: emitCall(index, .call, .staticCall, operands: 6)
    case .create: emitCall(index, .create, .create, operands: 3)
    case .create2: emitCall(index, .create, .create2, operands: 4)
    case .return: emitSimple(index, .returnData, operands: 2, results: 0, order: order)
    case .revert: emitSimple(index, .revert, operands: 2, results: 0, order: order)
    case .selfdestruct: emitSimple(index, .selfDestruct, operands: 1, results: 0)
    default: emitEnvironment(index, opcode)
    }
  }

  private mutating func emitCall(
    _ index: Int, _ operation: Operation, _ kind: CallKind, operands: Int
  ) {
    emitPlain(
      index, operation, operands: operands, results: 1, immediate: gasAfter(index),
      word: kind.rawValue)
  }

  private mutating func emitEnvironment(_ index: Int, _ opcode: Opcode) {
    switch opcode {
    case .address: emitSimple(index, .address, operands: 0, results: 1)
    case .caller: emitSimple(index, .caller, operands: 0, results: 1)
    case .callvalue: emitSimple(index, .callValue, operands: 0, results: 1)
    case .calldatasize: emitSimple(index, .callDataSize, operands: 0, results: 1)
    case .returndatasize: emitSimple(index, .returnDataSize, operands: 0, results: 1)
    case .selfbalance: emitSimple(index, .selfBalance, operands: 0, results: 1)
    case .msize: emitSimple(index, .memorySize, operands: 0, results: 1)
    case .gas: emitSimple(index, .gasLeft, operands: 0, results: 1, immediate: gasAfter(index))
    case .calldataload:
      emitUnary(
        index, .callDataLoad, constant: .callDataLoadConstant, limit: UInt64(Int32.max))
    case .balance: emitSimple(index, .balance, operands: 1, results: 1)
    case .extcodesize: emitSimple(index, .externalCodeSize, operands: 1, results: 1)
    case .extcodehash: emitSimple(index, .externalCodeHash, operands: 1, results: 1)
    case .blockhash: emitSimple(index, .blockHash, operands: 1, results: 1)
    case .blobhash: emitSimple(index, .blobHash, operands: 1, results: 1)
    default:
      if let word = EnvironmentWord(opcode) {
        emitSimple(index, .environment, operands: 0, results: 1, word: word.rawValue)
      } else {
        // Whatever is on the stack is forgotten.
        buffer.append(
          Instruction(operation: opcode == .stop ? .stop : .invalidOpcode),
          origin: origin(index))
      }
    }
  }
}

/// In which order an operation takes the topmost items.
struct OperandOrder {
  /// The first step that the instruction stands for.
  var first: Int
  /// The item that a SWAP before the operation exchanges with the topmost; 0 for none.
  var swap: Int
}

extension Opcode {
  /// How many operands it takes, if its instruction finds them anywhere on the stack.
  fileprivate var operandsAnywhere: Int {
    switch self {
    case .exp, .mstore, .mstore8, .sstore, .tstore, .keccak256, .return, .revert: 2
    case .addmod, .mulmod: 3
    default: 0
    }
  }
}

extension EnvironmentWord {
  /// The word that an opcode pushes.
  init?(_ opcode: Opcode) {
    switch opcode {
    case .origin: self = .origin
    case .gasprice: self = .gasPrice
    case .coinbase: self = .feeRecipient
    case .timestamp: self = .timestamp
    case .number: self = .number
    case .prevrandao: self = .prevRandao
    case .gaslimit: self = .gasLimit
    case .chainid: self = .chainID
    case .basefee: self = .baseFee
    case .blobbasefee: self = .blobBaseFee
    case .slotnum: self = .slotNumber
    default: return nil
    }
  }
}
