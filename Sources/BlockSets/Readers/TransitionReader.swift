import EthereumTypes

/// Reads the input of geth's `evm t8n`.
extension TransitionFiles {
  /// Reads the files.
  ///
  /// - Parameter chainID: What transactions without signatures are signed for, where the files do
  ///   not say.
  package init(_ paths: TransitionPaths, chainID: UInt64?) throws(BlockSetError) {
    let allocation = try Self.read(paths.allocation) { root throws(JSONError) in
      try AllocationReader.readSparse(root)
    }
    self = try Self.read(paths.environment) { root throws(JSONError) in
      try Self(environment: root.object(), allocation: allocation)
    }
    guard !paths.transactionsAreEncoded else {
      transactions = try Self.read(paths.transactions, Self.decodedTransactions)
      return
    }
    let signingChainID = self.chainID ?? chainID ?? 1
    transactions = try Self.read(paths.transactions) { root throws(JSONError) in
      try root.array().map { value throws(JSONError) in
        try TransactionReader.readOrSign(value, chainID: signingChainID)
      }
    }
  }

  /// Transactions as geth has them in `.rlp` files: a JSON string with the RLP of their list.
  private static func decodedTransactions(_ root: JSONValue) throws(JSONError) -> [Transaction] {
    let encoding = try root.bytes()
    do throws(BlockDecodingError) { return try Block.transactions(decoding: encoding) } catch {
      throw root.error("expected the RLP of a list of transactions; \(error)")
    }
  }

  private static func read<Value>(
    _ path: String, _ body: (JSONValue) throws(JSONError) -> Value
  ) throws(BlockSetError) -> Value {
    let document = try InputFile.document(at: path)
    do { return try document.withRoot(body) } catch { throw .json(error) }
  }

  private init(environment object: JSONObject, allocation: Allocation) throws(JSONError) {
    self.allocation = allocation
    transactions = []
    ommers = []
    draft = BlockHeader(
      feeRecipient: try object.required("currentCoinbase").address(),
      difficulty: try object.optional("currentDifficulty")?.anyQuantity() ?? .zero,
      number: try object.required("currentNumber").anyUInt64(),
      gasLimit: try object.required("currentGasLimit").anyUInt64(),
      timestamp: try object.required("currentTimestamp").anyUInt64(),
      extraData: try object.optional("extraData")?.bytes() ?? [])
    if let random = object.optional("currentRandom") {
      // Geth writes a quantity here, others a hash.
      draft.prevRandao = Hash32(word: try random.anyQuantity())
    }
    draft.baseFeePerGas = try object.optional("currentBaseFee")?.anyQuantity()
    draft.excessBlobGas = try object.optional("currentExcessBlobGas")?.anyUInt64()
    draft.parentBeaconBlockRoot = try object.optional("parentBeaconBlockRoot")?.hash32()
    draft.slotNumber = try object.optional("slotNumber")?.anyUInt64()
    withdrawals = try object.optional("withdrawals")?.array().map(WithdrawalReader.read) ?? []
    if let value = object.optional("ommers") { ommers = try Self.ommers(value, of: draft) }
    blockHashes = [:]
    if let hashes = object.optional("blockHashes") {
      for member in try hashes.dictionaryMembers() {
        blockHashes[try member.name.anyUInt64()] = try member.value.hash32()
      }
    }
    if draft.number > 0 {
      let parent = draft.number - 1
      let stated = try object.optional("parentHash")?.hash32()
      draft.parentHash = blockHashes[parent] ?? stated ?? .zero
      blockHashes[parent] = draft.parentHash
    }
    if let value = object.optional("fork") {
      guard let fork = Fork(name: try value.string()) else {
        throw value.unexpected("the name of a fork")
      }
      self.fork = fork
    }
    chainID = try object.optional("chainId")?.anyUInt64()
  }
}

extension TransitionFiles {
  /// Ommers as geth describes them: how many blocks before this one, and to whom the reward goes.
  private static func ommers(
    _ value: JSONValue, of block: BlockHeader
  ) throws(JSONError) -> [BlockHeader] {
    let list = try value.array()
    guard list.count <= 2 else { throw value.error("expected at most 2 ommers") }
    var ommers: [BlockHeader] = []
    for value in list {
      let object = try value.object()
      let delta = try object.required("delta")
      let generations = try delta.anyUInt64()
      guard (1...6).contains(generations), generations <= block.number else {
        throw delta.error("expected an ommer of the last 6 generations, found \(generations)")
      }
      var ommer = BlockHeader(
        number: block.number - generations, gasLimit: block.gasLimit, timestamp: block.timestamp)
      ommer.feeRecipient = try object.required("address").address()
      // Two that say the same are still two.
      ommer.extraData = [UInt8(ommers.count)]
      ommers.append(ommer)
    }
    return ommers
  }
}

extension JSONValue {
  /// A quantity as geth takes it: a hex string, decimal digits in a string, or a number.
  fileprivate func anyQuantity() throws(JSONError) -> UInt256 {
    if kind == .string, !hasStringPrefix("0x") { return UInt256(try decimalString()) }
    return kind == .number ? UInt256(try uint64()) : try uint256()
  }

  /// A quantity below 2^64 as geth takes it.
  fileprivate func anyUInt64() throws(JSONError) -> UInt64 {
    if kind == .string, !hasStringPrefix("0x") { return try decimalString() }
    return try uint64()
  }
}
