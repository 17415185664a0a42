import EthereumTypes

/// Reads `blockset.json` and finds everything that is wrong with it, not only the first thing.
struct ManifestReader {
  /// More problems than these are not looked for.
  private static let problemLimit = 50

  private var problems: [JSONError] = []
  private var paths: Set<String> = [BlockSetManifest.fileName]

  /// Reads a manifest.
  ///
  /// - Returns: The manifest, and the paths of all files of its folder.
  /// - Throws: All problems, in the order of the text.
  static func read(
    _ document: borrowing JSONDocument
  ) throws(BlockSetError) -> (manifest: BlockSetManifest, paths: Set<String>) {
    var reader = ManifestReader()
    let manifest = document.withRoot { reader.manifest($0) }
    guard let manifest, reader.problems.isEmpty else {
      throw .manifest(reader.problems.sorted { $0.offset < $1.offset })
    }
    return (manifest, reader.paths)
  }

  private mutating func manifest(_ root: JSONValue) -> BlockSetManifest? {
    guard let object = object(root, has: Names.manifest) else { return nil }
    let schema = string(object, "schema")
    if let schema, schema != BlockSetManifest.schema, let value = object["schema"] {
      // What another version means by the other members is not known.
      problems = [value.unexpected("\"\(BlockSetManifest.schema)\"")]
      return nil
    }
    var manifest = BlockSetManifest(
      name: string(object, "name") ?? "", source: string(object, "source") ?? "")
    if let licence = object.optional("licence") {
      manifest.licence = attempt { () throws(JSONError) in try licence.string() }
    }
    manifest.forkSchedules = array(object, "forkSchedules") { $0.forkSchedule($1) }
    let scheduleCount = manifest.forkSchedules.count
    manifest.chains = array(object, "chains") { $0.chain($1, scheduleCount: scheduleCount) }
    if problems.isEmpty { checkCounts(object, of: manifest) }
    return manifest
  }

  private mutating func checkCounts(_ object: JSONObject, of manifest: BlockSetManifest) {
    guard let value = required(object, "counts"), let counts = self.object(value, has: Names.counts)
    else { return }
    let expected: [(StaticString, Int)] = [
      ("chains", manifest.chains.count), ("blocks", manifest.blockCount),
      ("transactions", manifest.transactionCount),
    ]
    for (name, count) in expected {
      guard let value = required(counts, name) else { continue }
      let found = attempt { () throws(JSONError) in try value.integer() }
      if let found, found != count {
        report(value.error("expected \(count), the number that is listed below, found \(found)"))
      }
    }
  }

  // MARK: Fork schedules

  private mutating func forkSchedule(_ value: JSONValue) -> ForkSchedule? {
    guard let object = object(value, has: Names.schedule) else { return nil }
    let activations = array(object, "activations") { $0.activation($1) }
    var overrides: [Fork: BlobSchedule] = [:]
    if let value = required(object, "blobSchedule"),
      let members = attempt({ () throws(JSONError) in try value.object().members })
    {
      for member in members {
        guard let fork = fork(member.name) else { continue }
        overrides[fork] = attempt { () throws(JSONError) in
          try ChainConfigReader.schedule(member.value.object())
        }
      }
    }
    guard let first = activations.first, first.number == 0, first.timestamp == 0,
      zip(activations, activations.dropFirst()).allSatisfy({ $0.fork < $1.fork })
    else {
      report(value.error("expected activations in the order of forks, the first at 0"))
      return nil
    }
    return ForkSchedule(
      genesis: first.fork, then: Array(activations.dropFirst()), blobScheduleOverrides: overrides)
  }

  private mutating func activation(_ value: JSONValue) -> ForkSchedule.Activation? {
    guard let object = object(value, has: Names.activation), let name = required(object, "fork"),
      let fork = fork(name)
    else { return nil }
    return ForkSchedule.Activation(
      fork, number: number(object, "number") ?? 0, timestamp: number(object, "timestamp") ?? 0)
  }

  private mutating func fork(_ value: JSONValue) -> Fork? {
    attempt { () throws(JSONError) in
      guard let fork = Fork(name: try value.string()) else {
        throw value.unexpected("the name of a fork")
      }
      return fork
    }
  }

  // MARK: Chains

  private mutating func chain(
    _ value: JSONValue, scheduleCount: Int
  ) -> BlockSetManifest.Chain? {
    guard let object = object(value, has: Names.chain) else { return nil }
    let name = string(object, "name")
    let network = string(object, "network")
    let chainID = number(object, "chainId")
    let schedule = object.optional("forkSchedule").flatMap { value in
      attempt { () throws(JSONError) in
        let index = try value.integer()
        guard index < scheduleCount else {
          throw value.unexpected("a position below \(scheduleCount) in forkSchedules")
        }
        return index
      }
    }
    let isFull = required(object, "fullPreState").flatMap { value in
      attempt { () throws(JSONError) in try value.bool() }
    }
    let state = required(object, "state").flatMap { value in
      self.object(value, has: Names.file).flatMap { file($0) }
    }
    let blocks = array(object, "blocks") { $0.block($1) }
    guard let name, let network, let chainID, let isFull, let state else { return nil }
    return BlockSetManifest.Chain(
      name: name, network: network, chainID: chainID, forkSchedule: schedule, fullPreState: isFull,
      state: state, blocks: blocks)
  }

  private mutating func block(_ value: JSONValue) -> BlockSetManifest.Block? {
    guard let object = object(value, has: Names.block), let file = file(object) else { return nil }
    return BlockSetManifest.Block(
      file: file, summary: object["number"] == nil ? nil : summary(object),
      lacksOmmerHeaders: flag(object, "lacksOmmerHeaders"), isInvalid: flag(object, "invalid"))
  }

  private mutating func summary(_ object: JSONObject) -> BlockSetManifest.Summary? {
    let number = number(object, "number")
    let hash = hash(object, "hash")
    let transactions = self.number(object, "transactions")
    let gasUsed = self.number(object, "gasUsed")
    guard let number, let hash, let transactions, let gasUsed else { return nil }
    return BlockSetManifest.Summary(
      hash: hash, number: number, transactions: Int(clamping: transactions), gasUsed: gasUsed)
  }

  private mutating func file(_ object: JSONObject) -> BlockSetManifest.File? {
    let path = required(object, "file").flatMap { self.path($0) }
    let digest = hash(object, "sha256")
    let count = number(object, "bytes")
    guard let path, let digest, let count else { return nil }
    return BlockSetManifest.File(path: path, digest: digest, byteCount: Int(clamping: count))
  }

  /// A path must stay in the folder, and no two records may share a file.
  private mutating func path(_ value: JSONValue) -> String? {
    guard let path = attempt({ () throws(JSONError) in try value.string() }) else { return nil }
    let parts = path.split(separator: "/", omittingEmptySubsequences: false)
    if path.contains("\0") || parts.contains(where: { $0.isEmpty || $0.hasPrefix(".") }) {
      report(value.unexpected("a path inside the folder"))
      return nil
    }
    if !paths.insert(path).inserted {
      report(value.error("expected every file once, found \"\(path)\" again"))
    }
    return path
  }
}

// MARK: Values

extension ManifestReader {
  private enum Names {
    static let manifest = [
      "schema", "name", "source", "licence", "counts", "forkSchedules", "chains",
    ]
    static let counts = ["chains", "blocks", "transactions"]
    static let schedule = ["activations", "blobSchedule"]
    static let activation = ["fork", "number", "timestamp"]
    static let chain = [
      "name", "network", "chainId", "forkSchedule", "fullPreState", "state", "blocks",
    ]
    static let file = ["file", "sha256", "bytes"]
    static let block =
      file + ["number", "hash", "transactions", "gasUsed", "lacksOmmerHeaders", "invalid"]
  }

  private mutating func report(_ problem: JSONError) {
    if problems.count < Self.problemLimit { problems.append(problem) }
  }

  private mutating func attempt<Value>(_ body: () throws(JSONError) -> Value) -> Value? {
    // The place of a problem costs a walk through the text.
    guard problems.count < Self.problemLimit else { return nil }
    do throws(JSONError) { return try body() } catch {
      report(error)
      return nil
    }
  }

  /// The members of an object that has no others than these.
  private mutating func object(_ value: JSONValue, has names: [String]) -> JSONObject? {
    attempt { () throws(JSONError) in
      let object = try value.object()
      for member in object.members {
        let name = try member.name.string()
        guard names.contains(name) else {
          throw member.name.error(
            "expected one of the members \(names.joined(separator: ", ")), found \"\(name)\"")
        }
      }
      return object
    }
  }

  private mutating func required(_ object: JSONObject, _ name: StaticString) -> JSONValue? {
    attempt { () throws(JSONError) in try object.required(name) }
  }

  private mutating func string(_ object: JSONObject, _ name: StaticString) -> String? {
    attempt { () throws(JSONError) in try object.required(name).string() }
  }

  private mutating func number(_ object: JSONObject, _ name: StaticString) -> UInt64? {
    attempt { () throws(JSONError) in try object.required(name).uint64() }
  }

  private mutating func hash(_ object: JSONObject, _ name: StaticString) -> Hash32? {
    attempt { () throws(JSONError) in try object.required(name).hash32() }
  }

  private mutating func flag(_ object: JSONObject, _ name: StaticString) -> Bool {
    guard let value = object.optional(name) else { return false }
    return attempt { () throws(JSONError) in try value.bool() } ?? false
  }

  private mutating func array<Element>(
    _ object: JSONObject, _ name: StaticString,
    _ read: (inout ManifestReader, JSONValue) -> Element?
  ) -> [Element] {
    guard let value = required(object, name),
      let array = attempt({ () throws(JSONError) in try value.array() })
    else { return [] }
    var elements: [Element] = []
    elements.reserveCapacity(array.count)
    for value in array {
      if let element = read(&self, value) { elements.append(element) }
    }
    return elements
  }
}
