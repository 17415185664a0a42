import BlockSets
import EVM
import EthereumTypes

/// Operations with operands, calls and creations.
extension ProgramGenerator {
  /// Appends an opcode with fresh operands that suit it, or with what is there.
  mutating func appendOperation(_ opcode: Opcode, to builder: inout CodeBuilder) {
    let inputs = Int(opcodes[opcode].inputs)
    let operands = Operand.operands(of: opcode, count: inputs)
    // Values may as well come from the stack; offsets and addresses seldom lie there.
    let taken = operands.reversed().prefix { $0 == .value }.count
    if taken > 0, isOne(in: 2) {
      ensure(taken, &builder)
      for operand in operands.dropLast(taken).reversed() { builder.push(self.operand(operand)) }
    } else if inputs > 0, isOne(in: 12) {
      ensure(inputs, &builder)
    } else {
      for operand in operands.reversed() { builder.push(self.operand(operand)) }
    }
    if inputs > 1, isOne(in: 10) {
      builder.append([Opcode.swap1.rawValue + UInt8(random.index(of: min(inputs - 1, 3)))])
    }
    builder.append(opcode, change: Int(opcodes[opcode].change))
  }

  /// An operation on the stack alone.
  mutating func appendArithmetic(to builder: inout CodeBuilder) {
    let opcode: Opcode = pick([.add, .mul, .sub, .div, .lt, .eq, .and, .or, .xor, .addmod, .not])
    appendOperation(opcode, to: &builder)
  }

  // MARK: Calls

  mutating func appendCall(to builder: inout CodeBuilder) {
    let target = address()
    let size = isOne(in: 3) ? appendInput(of: target, to: &builder) : operand(.size)
    let kinds: [Opcode] = [.call, .call, .callcode, .delegatecall, .staticcall]
    let kind = pick(kinds.filter { opcodes[$0].isDefined })
    builder.push(operand(.size))
    builder.push(operand(.offset))
    builder.push(size)
    builder.push(0)
    if kind == .call || kind == .callcode { builder.push(pick([0, 0, 1, 3, 2_000_000])) }
    builder.push(target.word)
    appendGas(to: &builder)
    builder.append(kind, change: Int(opcodes[kind].change))
  }

  /// The gas that a call asks for: all, none but the stipend, or something between.
  private mutating func appendGas(to builder: inout CodeBuilder) {
    switch random.below(5) {
    case 0: builder.push(0)
    case 1: builder.push(constant())
    case 2: builder.push(UInt256(random.below(60_000)))
    default: appendAllGas(to: &builder)
    }
  }

  /// Before EIP-150 a call that asked for more gas than there is halted its frame.
  mutating func appendAllGas(to builder: inout CodeBuilder) {
    if fork < .tangerineWhistle { builder.push(50_000) }
    builder.append(.gas, change: 1)
    if fork < .tangerineWhistle { builder.append(.sub, change: -1) }
  }

  /// Writes what a precompiled contract may accept to memory, and gives its size.
  private mutating func appendInput(of target: Address, to builder: inout CodeBuilder) -> UInt256 {
    for index in 0..<random.index(of: 4) {
      builder.push(isOne(in: 2) ? UInt256(random.below(4)) : constant())
      builder.push(UInt256(UInt64(index * 32)))
      builder.append(.mstore, change: -2)
    }
    guard let number = target.word.uint64 else { return operand(.size) }
    // Points at infinity are all zeros.
    let sizes: [UInt64: UInt256] = [
      1: 128, 5: 99, 6: 128, 7: 96, 8: 192, 9: 213, 10: 192, 11: 256, 12: 160, 13: 512, 14: 288,
      15: 384, 16: 64, 17: 128, 256: 160,
    ]
    return sizes[number] ?? operand(.size)
  }

  // MARK: Creations

  /// Stores short initialisation code and creates from it, and perhaps calls what is there then.
  mutating func appendCreation(to builder: inout CodeBuilder) {
    let initCode = initCode()
    let padding = [UInt8](repeating: 0, count: 32 - initCode.count)
    builder.push(UInt256(bigEndianBytes: initCode + padding) ?? .zero)
    builder.push(0)
    builder.append(.mstore, change: -2)
    let isSalted = opcodes[Opcode.create2].isDefined && isOne(in: 2)
    if isSalted { builder.push(UInt256(random.below(2))) }
    builder.push(isOne(in: 20) ? constant() : UInt256(UInt64(initCode.count)))
    builder.push(isOne(in: 20) ? operand(.offset) : 0)
    builder.push(pick([0, 0, 0, 2, 2_000_000]))
    let opcode: Opcode = isSalted ? .create2 : .create
    builder.append(opcode, change: Int(opcodes[opcode].change))
    if isOne(in: 2) { callTop(&builder) }
  }

  /// Calls the account whose address is on top of the stack.
  private mutating func callTop(_ builder: inout CodeBuilder) {
    for _ in 0..<5 { builder.push(0) }
    builder.append([Opcode.dup1.rawValue + 5], change: 1)
    appendGas(to: &builder)
    builder.append(.call, change: -6)
  }

  /// Some arithmetic, and the initialisation code of a creation.
  mutating func shortInitCode() -> ProgramCode {
    var builder = CodeBuilder()
    for _ in 0..<random.index(of: 5) { appendArithmetic(to: &builder) }
    builder.append(initCode())
    return builder.code
  }

  /// At most 32 bytes.
  private mutating func initCode() -> [UInt8] {
    switch random.below(10) {
    case 0: return []
    case 1: return [Opcode.caller.rawValue, Opcode.selfdestruct.rawValue]
    case 2: return [Opcode.address.rawValue, Opcode.selfdestruct.rawValue]
    case 3: return bytes(random.index(of: 33))
    case 4:
      // More code than a contract may have, or than there is gas for.
      return CodeBuilder.push(pick([24_577, 24_576, 600]), size: 2)
        + CodeBuilder.push(0) + [Opcode.return.rawValue]
    case 5:
      return CodeBuilder.push(UInt256(random.below(40))) + CodeBuilder.push(0)
        + [opcodes[Opcode.revert].isDefined ? Opcode.revert.rawValue : Opcode.invalid.rawValue]
    default: return deployment(of: runtimeCode())
    }
  }

  /// Initialisation code for up to 23 bytes of code.
  private func deployment(of code: [UInt8]) -> [UInt8] {
    let value = UInt256(bigEndianBytes: code) ?? .zero
    return CodeBuilder.push(value, size: max(1, code.count)) + CodeBuilder.push(0)
      + [Opcode.mstore.rawValue] + CodeBuilder.push(UInt256(UInt64(code.count)))
      + CodeBuilder.push(UInt256(UInt64(32 - code.count))) + [Opcode.return.rawValue]
  }

  private mutating func runtimeCode() -> [UInt8] {
    switch random.below(5) {
    case 0: [Opcode.caller.rawValue, Opcode.selfdestruct.rawValue]
    case 1: [0xef] + bytes(random.index(of: 4))
    case 2:
      CodeBuilder.push(UInt256(random.below(3))) + CodeBuilder.push(UInt256(random.below(3)))
        + [Opcode.sstore.rawValue]
    default: bytes(random.index(of: 20))
    }
  }
}
