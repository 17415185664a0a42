import BlockSets
import EVM
import EthereumTypes

/// One program of `evm-bench`: a message call with its state, and what it must give.
struct EVMProgram {
  let name: String
  let fork: Fork
  let environment: BlockEnvironment
  let message: CallMessage
  let preState: [Address: (account: AccountState, code: [UInt8], storage: [UInt256: UInt256])]
  /// Opcodes that the program executes.
  let opcodeCount: Int
  let expected: Expectation

  struct Expectation: Equatable {
    var status: String
    var gasUsed: Int64
    var refund: Int64
    var logs: Int
    var outputHash: Hash32
  }

  /// Reads the programs of a file.
  static func read(file: String) throws -> [EVMProgram] {
    let document = try InputFile.document(at: file)
    return try document.withRoot { root in
      try root.object().required("programs").array().map { try EVMProgram(reading: $0) }
    }
  }

  private init(reading value: JSONValue) throws {
    let object = try value.object()
    name = try object.required("name").string()
    let forkName = try object.required("fork").string()
    guard let fork = Fork(name: forkName) else {
      throw try object.required("fork").error("unknown fork \(forkName)")
    }
    self.fork = fork
    environment = try Self.environment(object.required("env").object())
    message = CallMessage(
      kind: .call(to: try object.required("to").address()),
      sender: try object.required("sender").address(),
      value: try object.required("value").uint256(),
      data: try object.required("calldata").bytes(),
      gas: Int64(try object.required("gas").integer()))
    opcodeCount = try object.required("ops").integer()
    let expect = try object.required("expect").object()
    expected = Expectation(
      status: try expect.required("status").string(),
      gasUsed: Int64(try expect.required("gasUsed").integer()),
      refund: Int64(try expect.required("refund").integer()),
      logs: try expect.required("logs").integer(),
      outputHash: try expect.required("outputKeccak").hash32())
    preState = try Self.preState(object.required("pre"))
  }

  private static func environment(_ object: JSONObject) throws -> BlockEnvironment {
    BlockEnvironment(
      number: try object.required("number").uint64(),
      timestamp: try object.required("timestamp").uint64(),
      gasLimit: try object.required("gasLimit").uint64(),
      feeRecipient: try object.required("coinbase").address(),
      prevRandao: Hash32(word: try object.required("prevRandao").uint256()),
      baseFee: try object.required("baseFee").uint256(),
      chainID: try object.required("chainId").uint64())
  }

  private static func preState(
    _ value: JSONValue
  ) throws -> [Address: (account: AccountState, code: [UInt8], storage: [UInt256: UInt256])] {
    var result: [Address: (account: AccountState, code: [UInt8], storage: [UInt256: UInt256])] =
      [:]
    for member in try value.dictionaryMembers() {
      let object = try member.value.object()
      let code = try object.required("code").bytes()
      var storage: [UInt256: UInt256] = [:]
      for slot in try object.required("storage").dictionaryMembers() {
        storage[try slot.name.uint256()] = try slot.value.uint256()
      }
      let account = AccountState(
        nonce: try object.required("nonce").uint64(),
        balance: try object.required("balance").uint256(),
        codeHash: code.isEmpty ? .emptyKeccak : keccak256(code), hasStorage: !storage.isEmpty)
      result[try member.name.address()] = (account, code, storage)
    }
    return result
  }
}
