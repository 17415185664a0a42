import BlockAccessLists
import EthereumTypes

/// Reads what lies beside a real block: the accesses and statistics that an independent engine
/// found (`block-oracle/1`), and the access list that it derived (`derived-bal/1`).
package enum BlockOracleReader {
  /// The oracle's format.
  package static let formatName = "block-oracle/1"
  /// The derived access list's format.
  package static let accessListFormatName = "derived-bal/1"

  /// Reads the oracle file beside the record at `path`.
  package static func readOracle(besideRecordAt path: String) throws(BlockSetError) -> BlockOracle {
    try read(".oracle", beside: path) { root throws(JSONError) in
      try oracle(root.object())
    }
  }

  /// Reads the derived access list beside the record at `path`.
  package static func readAccessList(
    besideRecordAt path: String
  ) throws(BlockSetError) -> BlockAccessList {
    try read(".bal", beside: path) { root throws(JSONError) in
      let object = try root.object()
      try check(object.required("format"), is: accessListFormatName)
      return try BlockAccessListReader.read(object.required("blockAccessList"))
    }
  }

  private static func read<Value>(
    _ companion: String, beside path: String, _ body: (JSONValue) throws(JSONError) -> Value
  ) throws(BlockSetError) -> Value {
    guard let stem = FileSelection.stem(of: path) else {
      throw .unsupported(path: path, found: "a name that is none of a record")
    }
    let document = try InputFile.document(at: stem + companion + ".json.gz")
    do { return try document.withRoot(body) } catch { throw .json(error) }
  }

  private static func oracle(_ object: JSONObject) throws(JSONError) -> BlockOracle {
    try check(object.required("format"), is: formatName)
    let locations = try object.required("locations").array().map(location)
    let statistics = try object.required("stats").object()
    var variants: [String: BlockOracle.Statistics] = [:]
    // Beside the variants stand totals of the block.
    for member in statistics.members where member.value.kind == .object {
      variants[try member.name.string()] = try self.statistics(member.value.object())
    }
    return BlockOracle(
      chainID: try object.required("chainId").uint64(),
      number: try object.required("number").uint64(),
      feeRecipient: try object.required("coinbase").address(),
      transactions: try object.required("txs").array().map { value throws(JSONError) in
        let transaction = try value.object()
        return BlockOracle.Transaction(
          gasUsed: try transaction.required("gas").uint64(),
          isSuccess: try transaction.required("ok").bool(),
          accesses: BlockOracle.Accesses(
            reads: try set("r", of: transaction, locations),
            writes: try set("w", of: transaction, locations),
            credits: try set("d", of: transaction, locations)))
      }, statistics: variants)
  }

  private static func set(
    _ name: StaticString, of object: JSONObject, _ locations: [BlockOracle.Location]
  ) throws(JSONError) -> Set<BlockOracle.Location> {
    Set(
      try object.required(name).array().map { value throws(JSONError) in
        let index = try value.integer()
        guard locations.indices.contains(index) else {
          throw value.unexpected("an index into the locations")
        }
        return locations[index]
      })
  }

  /// A location is written `b:0x…`, `s:0x…:0x…`.
  private static func location(_ value: JSONValue) throws(JSONError) -> BlockOracle.Location {
    let parts = try value.string().split(separator: ":", omittingEmptySubsequences: false)
    let error = value.unexpected("a location")
    guard parts.count >= 2, let address = Address(hex: String(parts[1])) else { throw error }
    switch (parts[0], parts.count) {
    case ("b", 2): return .balance(address)
    case ("n", 2): return .nonce(address)
    case ("c", 2): return .code(address)
    case ("a", 2): return .existence(address)
    case ("s", 3):
      guard let slot = UInt256(hex: String(parts[2])) else { throw error }
      return .slot(address, slot)
    default: throw error
    }
  }

  private static func statistics(
    _ object: JSONObject
  ) throws(JSONError) -> BlockOracle.Statistics {
    var counts: [String: Int] = [:]
    for member in object.members where member.value.kind == .number {
      // Ratios are numbers too.
      if let count = try? member.value.integer() { counts[try member.name.string()] = count }
    }
    let speedups = try object.required("speedup").dictionaryMembers()
    var list: [BlockOracle.Statistics.Speedup] = []
    for member in speedups {
      let figures = try member.value.object()
      list.append(
        BlockOracle.Statistics.Speedup(
          workers: Int(try member.name.decimalString()),
          groups: try figures.required("group").double(),
          graph: try figures.required("dag").double(),
          ideal: try figures.required("ideal").double()))
    }
    return BlockOracle.Statistics(
      counts: counts, groupParallelism: try object.required("groupParallelism").double(),
      graphParallelism: try object.required("dagParallelism").double(),
      speedups: list.sorted { $0.workers < $1.workers })
  }

  private static func check(_ value: JSONValue, is expected: String) throws(JSONError) {
    guard try value.string() == expected else { throw value.unexpected("\"\(expected)\"") }
  }
}
