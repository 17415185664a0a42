import BlockSets
import EVM
import EthereumTypes

/// Blocks of operations with jumps between them.
extension ProgramGenerator {
  mutating func code() -> ProgramCode {
    var builder = CodeBuilder()
    for _ in 0..<(3 + random.index(of: isOne(in: 10) ? 120 : 45)) { appendPart(to: &builder) }
    while !builder.awaited.isEmpty { builder.placeDestination() }
    appendEnding(to: &builder)
    return builder.code
  }

  private mutating func appendPart(to builder: inout CodeBuilder) {
    switch random.below(40) {
    case 0...6: appendPush(to: &builder)
    case 7...9: appendDuplicate(to: &builder)
    case 10...12: appendSwap(to: &builder)
    case 13, 14:
      ensure(1, &builder)
      builder.append(.pop, change: -1)
    case 15, 16: builder.placeDestination()
    case 17, 18: appendJump(to: &builder)
    case 19, 20: appendSkip(to: &builder)
    case 21: appendDeepStackOpcode(to: &builder)
    case 22, 23: appendCall(to: &builder)
    case 24: appendCreation(to: &builder)
    case 25: appendRareness(to: &builder)
    default: appendOperation(pick(plainOpcodes), to: &builder)
    }
  }

  private mutating func appendPush(to builder: inout CodeBuilder) {
    switch random.below(8) {
    case 0: builder.push(constant(), size: 32)
    case 1:
      let size = 1 + random.index(of: 32)
      builder.push(constant(), size: size)
    case 2:
      if opcodes[Opcode.push0].isDefined { builder.append(.push0, change: 1) }
    default: builder.push(constant())
    }
  }

  /// Pushes what the stack lacks, but for now and then.
  mutating func ensure(_ count: Int, _ builder: inout CodeBuilder) {
    if isOne(in: 300) { return }
    while builder.height < count { builder.push(constant()) }
  }

  private mutating func appendDuplicate(to builder: inout CodeBuilder) {
    ensure(isOne(in: 12) ? 16 : 1, &builder)
    let depth = 1 + random.index(of: isOne(in: 100) ? 16 : min(16, max(1, builder.height)))
    builder.append([Opcode.dup1.rawValue + UInt8(depth - 1)], change: 1)
  }

  private mutating func appendSwap(to builder: inout CodeBuilder) {
    ensure(isOne(in: 12) ? 17 : 2, &builder)
    let depth = 1 + random.index(of: isOne(in: 100) ? 16 : min(16, max(1, builder.height - 1)))
    builder.append([Opcode.swap1.rawValue + UInt8(depth - 1)])
  }

  /// DUPN, SWAPN or EXCHANGE, with any byte after it (EIP-8024).
  private mutating func appendDeepStackOpcode(to builder: inout CodeBuilder) {
    guard opcodes[Opcode.dupn].isDefined else { return appendDuplicate(to: &builder) }
    let opcode: Opcode = pick([.dupn, .swapn, .exchange])
    if !isOne(in: 6) {
      ensure(opcode == .exchange ? 8 : 20, &builder)
      // What the stack can serve: EXCHANGE of near items, DUPN and SWAPN of 17 and more.
      let immediate: UInt8 =
        opcode == .exchange ? 143 ^ pick([0x01, 0x12, 0x23, 0x05]) : 128 + UInt8(random.below(3))
      builder.append([opcode.rawValue, immediate], change: opcode == .dupn ? 1 : 0)
    } else {
      builder.append([opcode.rawValue, UInt8(random.below(256))], change: 0)
    }
  }

  // MARK: Jumps

  private mutating func appendJump(to builder: inout CodeBuilder) {
    appendCondition(to: &builder)
    if isOne(in: 25) {
      appendWildPlace(to: &builder)
    } else {
      // Back now and then: most loops end with the gas.
      let label =
        isOne(in: 5) && !builder.destinations.isEmpty
        ? pick(builder.destinations) : builder.awaitLabel()
      builder.pushPlace(label, size: pick([2, 2, 2, 2, 2, 2, 1, 3, 4, 32]))
    }
    builder.append(.jumpi, change: -2)
  }

  /// What makes the condition of a JUMPI: a value, or a comparison that is fused with the jump.
  private mutating func appendCondition(to builder: inout CodeBuilder) {
    if isOne(in: 2) {
      ensure(1, &builder)
      if isOne(in: 3) { builder.push(constant()) }
    } else {
      ensure(2, &builder)
      if isOne(in: 3) { builder.push(constant()) }
      if isOne(in: 6) { builder.append(.swap1) }
      builder.append(pick([.lt, .gt, .slt, .sgt, .eq]), change: -1)
    }
    for _ in 0..<pick([0, 0, 1, 1, 2, 3]) { builder.append(.iszero) }
  }

  /// A place that may be anything: data of a PUSH, the middle of nothing, beyond the end.
  private mutating func appendWildPlace(to builder: inout CodeBuilder) {
    switch random.below(3) {
    case 0 where !builder.hiddenPlaces.isEmpty:
      builder.pushPlace(pick(builder.hiddenPlaces), offset: 1)
    case 1: builder.push(constant())
    default: builder.push(UInt256(random.below(200)))
    }
  }

  /// A jump over some bytes, perhaps data.
  private mutating func appendSkip(to builder: inout CodeBuilder) {
    let label = builder.newLabel()
    let isConditional = isOne(in: 2)
    if isConditional { appendCondition(to: &builder) }
    builder.pushPlace(label)
    builder.append(isConditional ? .jumpi : .jump, change: isConditional ? -2 : -1)
    if isOne(in: 2) { builder.append(bytes(random.index(of: 7))) }
    builder.placeDestination(label)
  }

  // MARK: What is seldom

  private mutating func appendRareness(to builder: inout CodeBuilder) {
    switch random.below(8) {
    case 0: builder.append([pick(undefinedBytes)])
    case 1, 2: builder.pushHiddenDestinations()
    case 3: appendEnding(to: &builder)
    case 4: appendStackFiller(to: &builder)
    case 5:
      appendWildPlace(to: &builder)
      builder.append(.jump, change: -1)
    case 6:
      // A long run of items that no operation takes.
      for _ in 0..<(20 + random.index(of: 40)) { builder.push(UInt256(random.below(9))) }
    default:
      ensure(1, &builder)
      appendOperation(.exp, to: &builder)
    }
  }

  /// A loop that fills the stack until it overflows or the gas is gone.
  private mutating func appendStackFiller(to builder: inout CodeBuilder) {
    builder.placeDestination()
    let label = builder.destinations[builder.destinations.count - 1]
    for _ in 0..<(1 + random.index(of: 6)) { builder.push(UInt256(random.below(9))) }
    builder.pushPlace(label)
    builder.append(.jump, change: -1)
  }

  private mutating func appendEnding(to builder: inout CodeBuilder) {
    switch random.below(16) {
    case 0, 1:
      // With a block of its own at the end, all that made the stack has run in blocks.
      builder.placeDestination()
      builder.append(.stop)
    case 2, 3: builder.append(.stop)
    case 4...6: dumpStack(&builder)
    case 7, 8: appendOperation(.return, to: &builder)
    case 9:
      let isReverting = opcodes[Opcode.revert].isDefined
      appendOperation(isReverting ? .revert : .return, to: &builder)
    case 10, 11: appendOperation(.selfdestruct, to: &builder)
    case 12: builder.append(.invalid)
    case 13:
      // A PUSH whose immediate ends with the code.
      let size = 1 + random.index(of: 32)
      builder.append([Opcode.push0.rawValue + UInt8(size)] + bytes(random.index(of: size)))
    case 14 where opcodes[Opcode.dupn].isDefined: builder.append(pick([.dupn, .swapn, .exchange]))
    default: break
    }
  }

  /// Returns what is on the stack, as far as its height is known.
  mutating func dumpStack(_ builder: inout CodeBuilder) {
    let count = min(builder.height, 24)
    for index in 0..<count {
      builder.push(UInt256(UInt64(index * 32)))
      builder.append(.mstore, change: -2)
    }
    builder.push(UInt256(UInt64(count * 32)))
    builder.push(0)
    builder.append(.return, change: -2)
  }
}
