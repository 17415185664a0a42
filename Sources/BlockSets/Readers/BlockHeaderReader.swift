import EthereumTypes

/// Reads headers under the names of the blockchain tests or of the JSON-RPC API, and checks that
/// the fields have the hash that stands beside them.
package struct BlockHeaderReader {
  /// The names that differ between the two forms.
  package struct Names: Sendable {
    let ommersHash: StaticString
    let feeRecipient: StaticString
    let transactionsRoot: StaticString
    let receiptsRoot: StaticString
    let logsBloom: StaticString

    /// Those of the blockchain tests.
    package static let blockchainTest = Names(
      ommersHash: "uncleHash", feeRecipient: "coinbase", transactionsRoot: "transactionsTrie",
      receiptsRoot: "receiptTrie", logsBloom: "bloom")
    /// Those of the JSON-RPC API.
    package static let jsonRPC = Names(
      ommersHash: "sha3Uncles", feeRecipient: "miner", transactionsRoot: "transactionsRoot",
      receiptsRoot: "receiptsRoot", logsBloom: "logsBloom")
  }

  let names: Names

  /// Reads headers under these names.
  package init(names: Names) { self.names = names }

  /// Reads the header in `object`, whose other members are ignored.
  package func read(_ object: JSONObject) throws(JSONError) -> BlockHeader {
    var header = BlockHeader(
      parentHash: try object.required("parentHash").hash32(),
      ommersHash: try object.required(names.ommersHash).hash32(),
      feeRecipient: try object.required(names.feeRecipient).address(),
      stateRoot: try object.required("stateRoot").hash32(),
      transactionsRoot: try object.required(names.transactionsRoot).hash32(),
      receiptsRoot: try object.required(names.receiptsRoot).hash32(),
      logsBloom: try bloom(object.required(names.logsBloom)),
      difficulty: try object.required("difficulty").uint256(),
      number: try object.required("number").uint64(),
      gasLimit: try object.required("gasLimit").uint64(),
      gasUsed: try object.required("gasUsed").uint64(),
      timestamp: try object.required("timestamp").uint64(),
      extraData: try object.required("extraData").bytes(),
      prevRandao: try object.required("mixHash").hash32(),
      nonce: try object.required("nonce").uint64())
    header.baseFeePerGas = try object.optional("baseFeePerGas")?.uint256()
    header.withdrawalsRoot = try object.optional("withdrawalsRoot")?.hash32()
    header.blobGasUsed = try object.optional("blobGasUsed")?.uint64()
    header.excessBlobGas = try object.optional("excessBlobGas")?.uint64()
    header.parentBeaconBlockRoot = try object.optional("parentBeaconBlockRoot")?.hash32()
    header.requestsHash = try object.optional("requestsHash")?.hash32()
    header.blockAccessListHash = try object.optional("blockAccessListHash")?.hash32()
    header.slotNumber = try object.optional("slotNumber")?.uint64()
    try checkHash(of: header, object.required("hash"))
    return header
  }

  private func bloom(_ value: JSONValue) throws(JSONError) -> Bloom {
    guard let bloom = Bloom(bytes: try value.bytes(count: Bloom.byteCount)) else {
      preconditionFailure("a bloom has \(Bloom.byteCount) bytes")
    }
    return bloom
  }

  private func checkHash(of header: BlockHeader, _ stated: JSONValue) throws(JSONError) {
    let (expected, found) = (header.hash, try stated.hash32())
    guard expected == found else {
      throw stated.error("expected the hash of the header's fields, \(expected), found \(found)")
    }
  }
}
