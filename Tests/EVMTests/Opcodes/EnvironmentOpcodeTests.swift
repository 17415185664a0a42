import EVM
import EthereumTypes
import Fuzzing
import Testing

@Suite struct EnvironmentOpcodeTests {
  static let words: [(String, UInt256)] = [
    ("ADDRESS", TestMachine.contract.word), ("ORIGIN", TestMachine.sender.word),
    ("CALLER", TestMachine.sender.word), ("CALLVALUE", 11), ("CALLDATASIZE", 5),
    ("GASPRICE", 9), ("COINBASE", 0xfee), ("TIMESTAMP", 1_700_000_000), ("NUMBER", 1000),
    ("PREVRANDAO", 0xda0), ("GASLIMIT", 30_000_000), ("CHAINID", 1), ("SELFBALANCE", 1_000_011),
    ("BASEFEE", 7), ("BLOBBASEFEE", 3), ("SLOTNUM", 77), ("RETURNDATASIZE", 0), ("MSIZE", 0),
    ("PC", 0), ("CODESIZE", 9),
    ("PUSH 0 CALLDATALOAD", UInt256(0x0102_0304_05) << 216),
    ("PUSH 3 CALLDATALOAD", UInt256(0x0405) << 240), ("PUSH 5 CALLDATALOAD", 0),
    ("PUSH \(UInt256.max.hex) CALLDATALOAD", 0),
    ("PUSH 999 BLOCKHASH", 0x999), ("PUSH 744 BLOCKHASH", 0x744), ("PUSH 743 BLOCKHASH", 0),
    ("PUSH 1000 BLOCKHASH", 0), ("PUSH \(UInt256.max.hex) BLOCKHASH", 0),
    ("PUSH 1 BLOBHASH", 0xb1), ("PUSH 2 BLOBHASH", 0), ("PUSH \(UInt256.max.hex) BLOBHASH", 0),
    ("PUSH 0xc0de BALANCE", 1_000_011), ("PUSH 0xdead BALANCE", 0),
    // Only the low 160 bits of a word are an address.
    ("PUSH \(((UInt256(1) << 160) + 0xc0de).hex) BALANCE", 1_000_011),
    ("PUSH 0x07e4 EXTCODESIZE", 3), ("PUSH 0xdead EXTCODESIZE", 0),
    ("PUSH 0xdead EXTCODEHASH", 0),
    ("PUSH 0x5e4de7 EXTCODEHASH", Hash32.emptyKeccak.word),
    ("PUSH 0x07e4 EXTCODEHASH", keccak256([1, 2, 3] as [UInt8]).word),
  ]

  @Test(arguments: words.indices) func pushesTheWord(index: Int) throws {
    let (code, expected) = Self.words[index]
    var machine = TestMachine(code.returningTop)
    machine.value = 11
    machine.data = [1, 2, 3, 4, 5]
    machine.blobHashes = [Hash32(word: 0xb0), Hash32(word: 0xb1)]
    machine.accounts[TestMachine.other] = .init(code: [1, 2, 3])
    let execution = try #require(machine.runBothWays())
    #expect(execution.word == expected, "\(code)")
  }

  @Test func seesTheDifficultyBeforeParis() {
    let machine = TestMachine("PREVRANDAO".returningTop, fork: .london)
    #expect(machine.runBothWays()?.word == 0xd1ff)
  }

  @Test func knowsItsGas() throws {
    // GAS costs 2, the pushes around it 3 each; the rest of the block is not missing from it.
    let execution = try #require(TestMachine("PUSH 1 GAS".returningTop).runBothWays(gas: 1000))
    #expect(execution.word == 995)
  }

  @Test func copiesCodeAndCalldata() throws {
    var machine = TestMachine("PUSH 8 PUSH 2 PUSH 1 CALLDATACOPY PUSH0 MLOAD".returningTop)
    machine.data = [9, 8, 7, 6, 5]
    #expect(try #require(machine.runBothWays()).word == UInt256(0x0007_0605) << 224)
    let code = TestMachine("PUSH 4 PUSH 1 PUSH 0 CODECOPY PUSH0 MLOAD".returningTop)
    #expect(try #require(code.runBothWays()).word == UInt256(0x0460_0160) << 224)
    var external = TestMachine(
      """
      PUSH \(UInt256.max.hex) PUSH0 MSTORE
      PUSH 8 PUSH 1 PUSH 2 PUSH 0x07e4 EXTCODECOPY PUSH0 MLOAD
      """.returningTop)
    external.accounts[TestMachine.other] = .init(code: [1, 2, 3])
    let region = (UInt256(1) << 240) &- (UInt256(1) << 176)
    let expected = UInt256.max ^ region | UInt256(0x0203) << 224
    #expect(try #require(external.runBothWays()).word == expected)
  }

  /// The fork that brought each opcode, which halts in the fork before.
  static let introductions: [(String, Fork)] = [
    ("DELEGATECALL", .homestead), ("RETURNDATASIZE", .byzantium), ("RETURNDATACOPY", .byzantium),
    ("STATICCALL", .byzantium), ("REVERT", .byzantium), ("SHL", .constantinople),
    ("SHR", .constantinople), ("SAR", .constantinople), ("EXTCODEHASH", .constantinople),
    ("CREATE2", .constantinople), ("CHAINID", .istanbul), ("SELFBALANCE", .istanbul),
    ("BASEFEE", .london), ("PUSH0", .shanghai), ("TLOAD", .cancun), ("TSTORE", .cancun),
    ("MCOPY", .cancun), ("BLOBHASH", .cancun), ("BLOBBASEFEE", .cancun), ("CLZ", .osaka),
    ("SLOTNUM", .amsterdam), ("DUPN", .amsterdam), ("SWAPN", .amsterdam), ("EXCHANGE", .amsterdam),
  ]

  @Test(arguments: introductions.indices) func comesWithItsFork(index: Int) throws {
    let (name, fork) = Self.introductions[index]
    let code = (1...240).flatMap { _ in push(.zero) } + assemble(name) + [0x80]
    let before = try #require(Fork(rawValue: fork.rawValue - 1))
    #expect(TestMachine(code, fork: fork).run().status != .halt(.invalidOpcode))
    #expect(TestMachine(code, fork: before).run().status == .halt(.invalidOpcode))
  }
}
