import EthereumTypes

/// Reads the `config` of blockchain and state tests: chain id and blob parameters by fork.
struct ChainConfigReader {
  let chainID: UInt64
  let blobSchedules: [Fork: BlobSchedule]

  /// Reads a test case's `config`. Without one the chain id is 1 and blobs are mainnet's.
  init(_ testCase: JSONObject) throws(JSONError) {
    let config = try testCase.optional("config")?.object()
    chainID = try config?.optional("chainid")?.uint64() ?? 1
    var schedules: [Fork: BlobSchedule] = [:]
    if let byFork = try config?.optional("blobSchedule")?.object() {
      for member in byFork.members {
        // Forks that this project does not know are in the list, but not in its chains.
        guard let fork = Fork(name: try member.name.string()) else { continue }
        schedules[fork] = try Self.schedule(member.value.object())
      }
    }
    blobSchedules = schedules
  }

  /// Reads the blob parameters of one fork.
  static func schedule(_ object: JSONObject) throws(JSONError) -> BlobSchedule {
    BlobSchedule(
      target: try object.required("target").uint64(), max: try object.required("max").uint64(),
      baseFeeUpdateFraction: try object.required("baseFeeUpdateFraction").uint64())
  }
}
