import BlockSets
import EVM
import EthereumTypes

/// Makes random programs that mostly find their operands, the same from the same seed.
package struct ProgramGenerator {
  var random: SeededRandom
  let fork: Fork
  let opcodes: OpcodeTable
  /// Opcodes that are appended with fitting operands, whatever they do.
  let plainOpcodes: [Opcode]
  let undefinedBytes: [UInt8]

  static let delegated = Address(word: 0xde1e)
  static let delegatedToItself = Address(word: 0x5e1f)
  static let delegatedToPrecompile = Address(word: 0xde14)
  static let absent = Address(word: 0xdead)
  static let rich = Address(word: 0xba1a)

  package init(seed: UInt64, fork: Fork) {
    random = SeededRandom(seed: seed)
    self.fork = fork
    let opcodes = OpcodeTable.table(for: fork)
    self.opcodes = opcodes
    plainOpcodes = Opcode.allCases.filter { opcode in
      opcodes[opcode].isDefined && !Self.isSpecial(opcode)
    }
    undefinedBytes = (0...UInt8.max).filter { !opcodes[$0].isDefined }
  }

  /// Whether an opcode needs more than operands: it has a part of its own in a program.
  private static func isSpecial(_ opcode: Opcode) -> Bool {
    switch opcode {
    case .stop, .return, .revert, .selfdestruct, .invalid, .jump, .jumpi, .jumpdest, .pop, .dupn,
      .swapn, .exchange, .push0 ... .push32, .dup1 ... .dup16, .swap1 ... .swap16, .create,
      .create2, .call, .callcode, .delegatecall, .staticcall:
      true
    default: false
    }
  }

  /// A program with its world.
  package mutating func program() -> Program {
    if random.below(150) == 0 { return recursion() }
    var program = Program(
      fork: fork, kind: random.below(10) == 0 ? .creation : .call, accounts: accounts(),
      codes: [Program.contract: code(), Program.other: code()], gas: gas())
    program.data = bytes(random.index(of: 70))
    program.value = pick([0, 0, 0, 1, 500])
    if program.kind == .creation, isOne(in: 3) {
      program.codes[Program.contract] = shortInitCode()
    }
    return program
  }

  private mutating func accounts() -> [Address: ProgramState.Account] {
    func delegation(to address: Address) -> [UInt8] { [0xef, 1, 0] + address.bytes }
    return [
      Program.sender: .init(balance: UInt256(1) << 100, nonce: 6),
      Program.contract: .init(balance: 1_000_000, nonce: 1, storage: [0: 5, 2: 7]),
      Program.other: .init(balance: 50, nonce: 1, storage: [0: 1, 1: 2]),
      Self.delegated: .init(code: delegation(to: Program.other)),
      Self.delegatedToItself: .init(code: delegation(to: Self.delegatedToItself)),
      Self.delegatedToPrecompile: .init(nonce: 1, code: delegation(to: Address(word: 4))),
      Self.rich: .init(balance: 7),
    ]
  }

  /// Mostly what a few dozen opcodes need, now and then what many loops need.
  private mutating func gas() -> Int64 {
    let bits = random.below(40) == 0 ? 21 : 13 + random.below(6)
    return Int64((1 << bits) + random.below(1 << bits))
  }

  /// A contract that calls or creates itself until it must not, with gas for all of it.
  private mutating func recursion() -> Program {
    var builder = CodeBuilder()
    for _ in 0..<random.index(of: 8) { appendArithmetic(to: &builder) }
    for _ in 0..<5 { builder.push(0) }
    switch random.below(4) {
    case 0:
      builder.append(.codesize, change: 1)
      builder.push(0)
      builder.push(0)
      builder.append(.codecopy, change: -3)
      builder.append(.codesize, change: 1)
      builder.push(0)
      builder.push(0)
      builder.append(.create, change: -2)
    case 1:
      builder.append(.address, change: 1)
      appendAllGas(to: &builder)
      builder.append(fork >= .homestead ? .delegatecall : .callcode, change: -5)
    default:
      builder.append(.address, change: 1)
      appendAllGas(to: &builder)
      builder.append(pick([.call, .callcode]), change: -6)
    }
    for _ in 0..<random.index(of: 8) { appendArithmetic(to: &builder) }
    if random.below(3) > 0 { dumpStack(&builder) }
    return Program(
      fork: fork, kind: random.below(4) == 0 ? .creation : .call, accounts: accounts(),
      codes: [Program.contract: builder.code], gas: Int64(1) << Int64(30 + random.below(12)))
  }

  // MARK: Choices

  mutating func pick<Element>(_ elements: [Element]) -> Element {
    elements[random.index(of: elements.count)]
  }

  mutating func bytes(_ count: Int) -> [UInt8] {
    (0..<count).map { _ in UInt8(random.below(256)) }
  }

  /// Whether something with a chance of one in `count` happens.
  mutating func isOne(in count: UInt64) -> Bool { random.below(count) == 0 }

  /// A value of any size, more often one where something changes.
  mutating func constant() -> UInt256 {
    switch random.below(13) {
    case 0...4: UInt256(random.below(70))
    case 5: UInt256(1) << Int(random.below(256))
    case 6: (UInt256(1) << Int(random.below(256))) &- .one
    case 7: UInt256.max &- UInt256(random.below(40))
    case 8: UInt256(random.below(5_000))
    case 9: pick([1 << 31, 1 << 32, UInt256(UInt64.max), UInt256(1) << 64, UInt256(1) << 255])
    case 10: address().word
    default: random.word() >> Int(random.below(256))
    }
  }

  mutating func address() -> Address {
    switch random.below(12) {
    case 0: Program.contract
    case 1...3: Program.other
    case 4: Self.delegated
    case 5: pick([Self.delegatedToItself, Self.delegatedToPrecompile])
    case 6: Self.absent
    case 7: pick([Self.rich, Program.sender, Address(word: 0xfee)])
    case 8: pick([0x100, 0x12, 0].map { Address(word: $0) })
    default: Address(word: UInt256(1 + random.below(17)))
    }
  }

  mutating func operand(_ kind: Operand) -> UInt256 {
    // Now and then anything at all.
    if isOne(in: 60) { return constant() }
    return switch kind {
    case .value: constant()
    case .offset, .size: UInt256(random.below(isOne(in: 12) ? 3_000 : 100))
    case .address: address().word
    case .key: UInt256(random.below(4))
    case .blockNumber: UInt256(740 + random.below(262))
    case .smallIndex: UInt256(random.below(isOne(in: 3) ? 260 : 3))
    case .returned: isOne(in: 2) ? 0 : UInt256(random.below(40))
    }
  }
}
