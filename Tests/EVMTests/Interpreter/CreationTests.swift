import EVM
import EthereumTypes
import Fuzzing
import Testing

@Suite struct CreationTests {
  /// Initialisation code that deploys `code`, at most 32 bytes.
  static func deploying(_ code: [UInt8]) -> [UInt8] {
    push(UInt256(bigEndianBytes: code) ?? .zero, size: max(1, code.count))
      + assemble("PUSH 0 MSTORE PUSH \(code.count) PUSH \(32 - code.count) RETURN")
  }

  /// Code that creates a contract with this initialisation code, of at most 32 bytes, and leaves
  /// the result.
  static func creating(_ initCode: [UInt8], value: Int = 0, salt: Int? = nil) -> String {
    let word = UInt256(bigEndianBytes: initCode) ?? .zero
    let saltText = salt.map { "PUSH \($0)" } ?? ""
    return """
      PUSH \(word.hex) PUSH 0 MSTORE \(saltText)
      PUSH \(initCode.count) PUSH \(32 - initCode.count) PUSH \(value)
      \(salt == nil ? "CREATE" : "CREATE2")
      """
  }

  /// Vectors found all over: the first contracts of a known account.
  static let byNonce: [(UInt64, String)] = [
    (0, "0xcd234a471b72ba2f1ccf0a70fcaba648a5eecd8d"),
    (1, "0x343c43a37d37dff08ae8c4a11544c718abb4fcf8"),
    (2, "0xf778b86fa74e846c4f0a1fbd1335fe81c00a0c91"),
    (3, "0xfffd933a0bc612844eaf0c6fe3e5b8e9b6c1d19c"),
  ]

  @Test(arguments: byNonce.indices) func derivesAddressesFromNonces(index: Int) throws {
    let sender = try #require(Address(hex: "0x6ac7ea33f8831ea9dcc53393aaa88b25a785dbf0"))
    let (nonce, expected) = Self.byNonce[index]
    #expect(ContractAddress.created(by: sender, nonce: nonce).description == expected)
  }

  @Test(arguments: [0x7f, 0x80, 0xff, 0x100, 0xffff, 0x1_0000, UInt64.max])
  func encodesNoncesAsRLP(nonce: UInt64) {
    let sender = Address(word: 0x1234)
    var encoder = RLPEncoder()
    encoder.list { list in
      list.encode(address: sender)
      list.encode(uint: UInt256(nonce))
    }
    #expect(
      ContractAddress.created(by: sender, nonce: nonce)
        == Address(word: keccak256(encoder.bytes).word))
  }

  /// The examples of EIP-1014.
  static let bySalt: [(String, UInt256, [UInt8], String)] = [
    (
      "0x0000000000000000000000000000000000000000", 0, [0],
      "0x4d1a2e2bb4f88f0250f26ffff098b0b30b26bf38"
    ),
    (
      "0xdeadbeef00000000000000000000000000000000", 0, [0],
      "0xb928f69bb1d91cd65274e3c79d8986362984fda3"
    ),
    (
      "0x00000000000000000000000000000000deadbeef", 0xcafe_babe, [0xde, 0xad, 0xbe, 0xef],
      "0x60f3f640a8508fc6a86d45df051962668e1e8ac7"
    ),
    (
      "0x0000000000000000000000000000000000000000", 0, [],
      "0xe33c0c7f7df4809055c3eba6c09cfe4baf1bd9e0"
    ),
  ]

  @Test(arguments: bySalt.indices) func derivesAddressesFromSalts(index: Int) throws {
    let (sender, salt, initCode, expected) = Self.bySalt[index]
    let address = ContractAddress.created(
      by: try #require(Address(hex: sender)), salt: salt, initCodeHash: keccak256(initCode))
    #expect(address.description == expected)
  }

  @Test(arguments: [nil, 3]) func createsContracts(salt: Int?) throws {
    let initCode = Self.deploying([0x60, 0x01])
    let execution = try #require(
      TestMachine(Self.creating(initCode, value: 4, salt: salt).returningTop).runBothWays())
    let address =
      salt.map {
        ContractAddress.created(
          by: TestMachine.contract, salt: UInt256($0), initCodeHash: keccak256(initCode))
      } ?? ContractAddress.created(by: TestMachine.contract, nonce: 1)
    #expect(execution.word == address.word)
    #expect(execution.logs.count == 1)
    let created = try #require(execution.accounts.first { $0.hasPrefix("\(address)") })
    #expect(created.contains("nonce: 1, balance: 4"), "\(created)")
    #expect(created.contains("\(keccak256([0x60, 0x01] as [UInt8]))"), "\(created)")
    #expect(execution.accounts.contains { $0.contains("nonce: 2") })
  }

  @Test func chargesForCreation() throws {
    // PUSH11, PUSH0-less MSTORE with one word of memory, three pushes, CREATE, two gas of
    // EIP-3860, the initialisation code, 200 a byte.
    let initCode = Self.deploying([0x60, 0x01])
    let execution = try #require(TestMachine(Self.creating(initCode)).runBothWays())
    let setUp: Int64 = 3 + 3 + 3 + 3 + 9
    let running: Int64 = 3 + 3 + 3 + 3 + 3 + 3
    #expect(execution.gasUsed == setUp + 32_000 + 2 + running + 400)
  }

  @Test func refusesSomeCode() throws {
    for (code, fork, isAccepted) in [
      ([0xef], Fork.london, false), ([0xef], .berlin, true), ([0xee], .london, true),
    ] as [([UInt8], Fork, Bool)] {
      let machine = TestMachine(Self.creating(Self.deploying(code)).returningTop, fork: fork)
      let execution = try #require(machine.runBothWays())
      #expect((execution.word != 0) == isAccepted, "\(code) \(fork)")
    }
    // 24,577 bytes of zeros are one too many (EIP-170).
    for (size, isAccepted) in [(24_576, true), (24_577, false)] {
      let initCode = assemble("PUSH3 \(size) PUSH 0 RETURN")
      let execution = try #require(TestMachine(Self.creating(initCode).returningTop).runBothWays())
      #expect((execution.word != 0) == isAccepted, "\(size)")
    }
  }

  @Test func haltsOnTooMuchInitialisationCode() throws {
    for (size, status) in [
      (49_152, CallOutcome.Status.success), (49_153, .halt(.initCodeTooLarge)),
    ] {
      let machine = TestMachine("PUSH \(size) PUSH 0 PUSH 0 CREATE")
      #expect(machine.runBothWays()?.status == status)
    }
  }

  @Test func consumesTheGasOfACollision() throws {
    let target = ContractAddress.created(by: TestMachine.contract, nonce: 1)
    for account in [
      ProgramState.Account(nonce: 1), .init(code: [0]), .init(balance: 1, storage: [1: 1]),
    ] {
      var machine = TestMachine(Self.creating([0]).returningTop)
      machine.accounts[target] = account
      let execution = try #require(machine.runBothWays(gas: 1_000_000))
      #expect(execution.word == 0)
      #expect(execution.gasLeft < 20_000)
      // The target is listed, the creator's nonce is raised.
      #expect(execution.accounts.contains { $0.hasPrefix("\(target)") })
      #expect(execution.accounts.contains { $0.contains("nonce: 2") })
    }
  }

  /// Not enough balance or the greatest nonce: no target is looked at (EIP-7928).
  @Test func failsBeforeTheTargetIsTouched() throws {
    let poor = try #require(
      TestMachine(Self.creating([0], value: 1_000_001).returningTop).runBothWays())
    #expect(poor.word == 0 && poor.accounts.count == 1)
    var worn = TestMachine(Self.creating([0]).returningTop)
    worn.accounts[TestMachine.contract]?.nonce = .max
    let execution = try #require(worn.runBothWays())
    #expect(execution.word == 0 && execution.accounts.count == 1)
  }

  @Test func givesBackWhatReverts() throws {
    let initCode = assemble("PUSH 0x77 PUSH 0 MSTORE8 PUSH 1 PUSH 0 REVERT")
    let text = Self.creating(initCode) + " POP RETURNDATASIZE"
    #expect(try #require(TestMachine(text.returningTop).runBothWays()).word == 1)
    // Deployed code is not return data.
    let success = Self.creating(Self.deploying([0x60, 0x01])) + " POP RETURNDATASIZE"
    #expect(try #require(TestMachine(success.returningTop).runBothWays()).word == 0)
  }

  @Test func createsFromTransactions() throws {
    let address = ContractAddress.created(by: TestMachine.sender, nonce: 5)
    let machine = TestMachine("STOP")
    let message = CallMessage(
      kind: .create(at: address), sender: TestMachine.sender, value: 3,
      data: Self.deploying([0x60, 0x01]), gas: 100_000)
    let execution = machine.run(message)
    #expect(execution.status == .success)
    #expect(execution.createdAddress == address)
    #expect(execution.gasUsed == 18 + 400)
    #expect(execution.logs.count == 1)
    var empty = message
    empty.data = []
    #expect(machine.run(empty).gasUsed == 0)
    var failing = message
    failing.data = [0xfe]
    #expect(machine.run(failing).status == .halt(.invalidOpcode))
    #expect(machine.run(failing).logs.isEmpty)
  }
}
