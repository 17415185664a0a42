import EthereumTypes

/// Reads state tests: those of the execution-spec-tests and the older ones of retesteth.
package enum StateTestReader {
  /// Reads all cases of a file.
  package static func read(
    _ document: borrowing JSONDocument, path: String
  ) throws(JSONError) -> [StateTest] {
    try document.withRoot { root throws(JSONError) in
      var tests: [StateTest] = []
      for member in try root.object().members where !member.name.isString("_info") {
        let name = try member.name.string()
        tests.append(try test(member.value.object(), name: name, path: path))
      }
      return tests
    }
  }

  /// The forks that the cases have results of.
  static func networks(_ root: JSONValue) throws(JSONError) -> Set<String> {
    var networks: Set<String> = []
    for member in try root.object().members where !member.name.isString("_info") {
      for result in try member.value.object().required("post").object().members {
        networks.insert(try result.name.string())
      }
    }
    return networks
  }

  private static func test(
    _ testCase: JSONObject, name: String, path: String
  ) throws(JSONError) -> StateTest {
    let config = try ChainConfigReader(testCase)
    let template = try self.template(testCase.required("transaction").object())
    var results: [StateTest.ExpectedResult] = []
    for member in try testCase.required("post").object().members {
      let network = try member.name.string()
      for value in try member.value.array() {
        results.append(try result(value, network: network, template: template))
      }
    }
    return StateTest(
      name: name, origin: BlockChain.Origin(source: path, caseName: name),
      chainID: config.chainID, blobSchedules: config.blobSchedules,
      environment: try environment(testCase.required("env").object()),
      preState: try AllocationReader.read(testCase.required("pre")),
      transaction: template, results: results)
  }

  private static func environment(
    _ object: JSONObject
  ) throws(JSONError) -> StateTest.Environment {
    StateTest.Environment(
      feeRecipient: try object.required("currentCoinbase").address(),
      gasLimit: try object.required("currentGasLimit").uint64(),
      number: try object.required("currentNumber").uint64(),
      timestamp: try object.required("currentTimestamp").uint64(),
      difficulty: try object.optional("currentDifficulty")?.uint256() ?? .zero,
      prevRandao: try object.optional("currentRandom")?.hash32() ?? .zero,
      baseFeePerGas: try object.optional("currentBaseFee")?.uint256(),
      excessBlobGas: try object.optional("currentExcessBlobGas")?.uint64(),
      slotNumber: try object.optional("slotNumber")?.uint64())
  }

  private static func template(
    _ object: JSONObject
  ) throws(JSONError) -> StateTest.TransactionTemplate {
    StateTest.TransactionTemplate(
      nonce: try object.required("nonce").uint64(),
      gasPrice: try object.optional("gasPrice")?.uint256(),
      maxPriorityFeePerGas: try object.optional("maxPriorityFeePerGas")?.uint256(),
      maxFeePerGas: try object.optional("maxFeePerGas")?.uint256(),
      maxFeePerBlobGas: try object.optional("maxFeePerBlobGas")?.uint256(),
      gasLimits: try object.required("gasLimit").array()
        .map { limit throws(JSONError) in try limit.uint64() },
      to: try recipient(object),
      values: try object.required("value").array()
        .map { value throws(JSONError) in try self.value(value) },
      data: try object.required("data").array()
        .map { data throws(JSONError) in try data.bytes() },
      accessLists: try accessLists(object),
      blobVersionedHashes: try object.optional("blobVersionedHashes")?.array()
        .map { hash throws(JSONError) in try hash.hash32() },
      authorizationList: try object.optional("authorizationList")
        .map(TransactionReader.authorizationList),
      sender: try object.optional("sender")?.address(),
      secretKey: try object.optional("secretKey")?.bytes(count: 32))
  }

  /// A creation's `to` is the empty string.
  private static func recipient(_ object: JSONObject) throws(JSONError) -> Address? {
    guard let to = object.optional("to"), !to.isString("") else { return nil }
    return try to.address()
  }

  /// Reads a value; nil for one that is marked as exceeding 256 bits (`0x:bigint 0x1…`).
  private static func value(_ value: JSONValue) throws(JSONError) -> UInt256? {
    if value.hasStringPrefix("0x:bigint ") { return nil }
    return try value.uint256()
  }

  private static func accessLists(
    _ object: JSONObject
  ) throws(JSONError) -> [[AccessListEntry]?] {
    guard let lists = object.optional("accessLists") else { return [] }
    return try lists.array().map { list throws(JSONError) -> [AccessListEntry]? in
      list.isNull ? nil : try TransactionReader.accessList(list)
    }
  }

  private static func result(
    _ value: JSONValue, network: String, template: StateTest.TransactionTemplate
  ) throws(JSONError) -> StateTest.ExpectedResult {
    let object = try value.object()
    let indexes = try object.required("indexes").object()
    return StateTest.ExpectedResult(
      network: network, fork: Fork(name: network),
      dataIndex: try index(indexes.required("data"), below: template.data.count),
      gasIndex: try index(indexes.required("gas"), below: template.gasLimits.count),
      valueIndex: try index(indexes.required("value"), below: template.values.count),
      stateRoot: try object.required("hash").hash32(),
      logsHash: try object.required("logs").hash32(),
      transactionBytes: try object.optional("txbytes")?.bytes(),
      expectedException: try object.optional("expectException")?.string(),
      postState: try object.optional("state").map(AllocationReader.read),
      receipt: try object.optional("receipt")?.object().optional("rlp")?.bytes())
  }

  private static func index(_ value: JSONValue, below count: Int) throws(JSONError) -> Int {
    let index = try value.integer()
    guard index < count else { throw value.unexpected("a position below \(count)") }
    return index
  }
}
