import BlockAccessLists
import EthereumTypes

/// Reads blockchain tests: those of the execution-spec-tests and the older ones of retesteth.
///
/// Each case becomes one chain. Blocks are taken from their RLP, as a node would get them; what
/// cannot be decoded stays with the reason, for that is what many invalid blocks are.
package enum BlockchainTestReader {
  /// Reads all cases of a file; senders are not recovered.
  package static func read(
    _ document: borrowing JSONDocument, path: String
  ) throws(JSONError) -> [BlockChain] {
    try document.withRoot { root throws(JSONError) in
      var chains: [BlockChain] = []
      for member in try cases(of: root) {
        let name = try member.name.string()
        chains.append(try chain(member.value.object(), name: name, path: path))
      }
      return chains
    }
  }

  /// How many blocks the cases have together.
  static func countBlocks(_ root: JSONValue) throws(JSONError) -> Int {
    var count = 0
    for member in try cases(of: root) {
      count += try member.value.object().required("blocks").array().count
    }
    return count
  }

  /// The networks of the cases.
  static func networks(_ root: JSONValue) throws(JSONError) -> Set<String> {
    Set(
      try cases(of: root).map { member throws(JSONError) in
        try member.value.object().required("network").string()
      })
  }

  private static func cases(of root: JSONValue) throws(JSONError) -> [JSONObject.Member] {
    try root.object().members.filter { !$0.name.isString("_info") }
  }

  private static func chain(
    _ testCase: JSONObject, name: String, path: String
  ) throws(JSONError) -> BlockChain {
    let network = try testCase.required("network").string()
    let config = try ChainConfigReader(testCase)
    let schedule = ForkSchedule(network: network, blobScheduleOverrides: config.blobSchedules)
    return BlockChain(
      name: name,
      origin: BlockChain.Origin(source: path, caseName: name),
      network: network, chainID: config.chainID, forkSchedule: schedule,
      genesis: try genesis(testCase, isUnderstood: schedule != nil),
      preState: try AllocationReader.read(testCase.required("pre")),
      fullPreState: true,
      blocks: try testCase.required("blocks").array().map { value throws(JSONError) in
        try block(value.object(), schedule: schedule)
      },
      postState: try testCase.optional("postState").map(AllocationReader.read),
      postStateRoot: try testCase.optional("postStateHash")?.hash32(),
      lastBlockHash: try testCase.required("lastblockhash").hash32())
  }

  /// Reads the genesis header; a network that is not understood may have any form of header.
  private static func genesis(
    _ testCase: JSONObject, isUnderstood: Bool
  ) throws(JSONError) -> BlockHeader? {
    let object = try testCase.required("genesisBlockHeader").object()
    guard isUnderstood else { return nil }
    return try BlockHeaderReader(names: .blockchainTest).read(object)
  }

  private static func block(
    _ object: JSONObject, schedule: ForkSchedule?
  ) throws(JSONError) -> InputBlock {
    let rlp = try object.required("rlp").bytes()
    var block = InputBlock(rlp: rlp, decoded: decode(rlp))
    if let header = block.block?.header {
      block.fork = schedule?.fork(number: header.number, timestamp: header.timestamp)
    }
    block.expectedException = try object.optional("expectException")?.string()
    // An invalid block has its contents apart, the access list that came with it among them.
    let contents = try object.optional("rlp_decoded")?.object() ?? object
    block.blockAccessList = try
      (object.optional("blockAccessList")
      ?? contents.optional("blockAccessList")).map(BlockAccessListReader.read)
    block.expectedReceipts = try receipts(contents)
    return block
  }

  private static func decode(_ rlp: [UInt8]) -> Result<Block, BlockDecodingError> {
    do { return .success(try Block(decoding: rlp)) } catch { return .failure(error) }
  }

  /// Reads the encodings of a block's receipts; nil unless every receipt has one.
  private static func receipts(_ contents: JSONObject) throws(JSONError) -> [[UInt8]]? {
    guard let receipts = try contents.optional("receipts")?.array() else { return nil }
    var encodings: [[UInt8]] = []
    for receipt in receipts {
      guard let encoding = try receipt.object().optional("rlp") else { return nil }
      encodings.append(try encoding.bytes())
    }
    return encodings
  }
}
