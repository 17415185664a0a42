import EthereumTypes

/// Reads real blocks: a JSON-RPC block object with the part of the state that it touches
/// (`real-block/1`), and the trie nodes beside it (`state-witness/1`).
package enum MainnetBlockReader {
  /// The record's format.
  package static let formatName = "real-block/1"
  /// The witness's format.
  package static let witnessFormatName = "state-witness/1"

  /// Reads one record as a chain of one block; senders are not recovered. The header must have
  /// its hash and every transaction its own.
  package static func read(
    _ document: borrowing JSONDocument, path: String
  ) throws(JSONError) -> BlockChain {
    try document.withRoot { root throws(JSONError) in
      try self.chain(root.object(), path: path)
    }
  }

  /// Reads the witness of a record.
  package static func readWitness(
    _ document: borrowing JSONDocument, for chain: BlockChain
  ) throws(JSONError) -> StateWitness {
    try document.withRoot { root throws(JSONError) in
      let object = try root.object()
      try check(object.required("format"), is: witnessFormatName)
      try check(object.required("chainId"), is: chain.chainID)
      if let block = chain.blocks.first?.block {
        try check(object.required("number"), is: block.header.number)
      }
      return StateWitness(
        parentStateRoot: try object.required("parentStateRoot").hash32(),
        nodes: try object.required("nodes").array()
          .map { node throws(JSONError) in try node.bytes() },
        deletionSiblingsAssumedBranch:
          try object.required("deletionSiblingsAssumedBranch").integer())
    }
  }

  private static func chain(
    _ record: JSONObject, path: String
  ) throws(JSONError) -> BlockChain {
    try check(record.required("format"), is: formatName)
    let chainID = try record.required("chainId").uint64()
    let object = try record.required("block").object()
    let header = try BlockHeaderReader(names: .jsonRPC).read(object)
    try check(record.required("number"), is: header.number)
    let (fork, schedule) = try rules(record, chainID: chainID, header: header)
    let name = "\(chainID)-\(header.number)"
    return BlockChain(
      name: name, origin: BlockChain.Origin(source: path), network: fork.name, chainID: chainID,
      forkSchedule: schedule,
      preState: try AllocationReader.read(record.required("preState")), fullPreState: false,
      blockHashes: try blockHashes(record.required("blockHashes"), of: header),
      blocks: [try block(object, header: header, record: record, fork: fork)],
      lastBlockHash: header.hash)
  }

  private static func block(
    _ object: JSONObject, header: BlockHeader, record: JSONObject, fork: Fork
  ) throws(JSONError) -> InputBlock {
    let ommers = try ommers(object, record: record)
    let block = Block(
      header: header,
      transactions: try object.required("transactions").array().map(TransactionReader.read),
      ommers: ommers ?? [],
      withdrawals: try object.optional("withdrawals")?.array().map(WithdrawalReader.read))
    return InputBlock(decoded: .success(block), fork: fork, lacksOmmerHeaders: ommers == nil)
  }

  /// Reads the ommers' headers; nil if the block has ommers of which the record has the hashes
  /// only.
  private static func ommers(
    _ object: JSONObject, record: JSONObject
  ) throws(JSONError) -> [BlockHeader]? {
    let hashes = try object.required("uncles").array()
      .map { hash throws(JSONError) in try hash.hash32() }
    guard let headers = record.optional("ommerHeaders") else { return hashes.isEmpty ? [] : nil }
    let ommers = try headers.array().map { header throws(JSONError) in
      try BlockHeaderReader(names: .jsonRPC).read(header.object())
    }
    guard ommers.map(\.hash) == hashes else {
      throw headers.error("expected the headers of the block's \(hashes.count) ommers")
    }
    return ommers
  }

  /// The fork that the record names, and the schedule of its network, which must agree.
  private static func rules(
    _ record: JSONObject, chainID: UInt64, header: BlockHeader
  ) throws(JSONError) -> (Fork, ForkSchedule) {
    let value = try record.required("fork")
    guard let named = Fork(name: try value.string()) else {
      throw value.unexpected("the name of a fork")
    }
    guard let schedule = ForkSchedule.network(chainID: chainID) else {
      return (named, ForkSchedule(constant: named))
    }
    let fork = schedule.fork(number: header.number, timestamp: header.timestamp)
    // On public networks Petersburg took Constantinople's place, and records call it so.
    guard fork == named || (fork == .petersburg && named == .constantinople) else {
      throw value.unexpected("\"\(fork.name)\", which holds at block \(header.number)")
    }
    return (fork, schedule)
  }

  private static func blockHashes(
    _ value: JSONValue, of header: BlockHeader
  ) throws(JSONError) -> [UInt64: Hash32] {
    var hashes: [UInt64: Hash32] = [:]
    for member in try value.dictionaryMembers() {
      let number = try member.name.decimalString()
      guard hashes.updateValue(try member.value.hash32(), forKey: number) == nil else {
        throw member.name.error("expected every block once, found \(number) twice")
      }
      guard number < header.number else {
        throw member.name.unexpected("an ancestor of block \(header.number)")
      }
    }
    return hashes
  }

  private static func check(_ value: JSONValue, is expected: String) throws(JSONError) {
    guard try value.string() == expected else { throw value.unexpected("\"\(expected)\"") }
  }

  private static func check(_ value: JSONValue, is expected: UInt64) throws(JSONError) {
    guard try value.uint64() == expected else { throw value.unexpected("\(expected)") }
  }
}
