import BlockSets
import EVM
import EthereumTypes
import StateTrie

/// Checks of a block that need no execution: header fields, body roots, size.
enum HeaderValidation {
  /// EIP-7934: 10 MiB less a safety margin of 2 MiB.
  static let maxBlockSize = 8_388_608
  private static let maxExtraData = 32

  /// Validates `block` as the child of `parent`, or on its own where the parent is not known; but
  /// for what its header says of its body.
  static func validate(
    _ block: Block, encodedSize: Int?, lacksOmmerHeaders: Bool = false, parent: BlockHeader?,
    ancestors: Ancestors, fork: Fork, schedule: ForkSchedule
  ) throws(BlockInvalidity) {
    let header = block.header
    if fork >= .osaka, let encodedSize, encodedSize > maxBlockSize {
      throw .blockTooLarge(bytes: encodedSize, limit: maxBlockSize)
    }
    try validatePresence(header, fork: fork)
    try validateConstants(header)
    if fork >= .paris {
      try validateProofOfWorkIsAbsent(block)
    } else {
      if !lacksOmmerHeaders { try validateOmmers(of: block) }
      try validateDAOMarker(header, schedule: schedule)
    }
    if let parent { try validate(header, after: parent, fork: fork, schedule: schedule) }
    try require(header.gasUsed <= header.gasLimit, "gasUsed") {
      ("at most the gas limit \(header.gasLimit)", "\(header.gasUsed)")
    }
    for ommer in block.ommers where fork < .paris {
      try ancestors.validate(ommer, of: header, schedule: schedule)
    }
  }

  /// Validates an ommer's header as the child of `parent`.
  static func validateOmmer(
    _ ommer: BlockHeader, after parent: BlockHeader, schedule: ForkSchedule
  ) throws(BlockInvalidity) {
    let fork = schedule.fork(number: ommer.number, timestamp: ommer.timestamp)
    do throws(BlockInvalidity) {
      try validatePresence(ommer, fork: fork)
      try validateConstants(ommer)
      try validate(ommer, after: parent, fork: fork, schedule: schedule)
    } catch {
      throw .header(field: "ommers", expected: "valid headers", found: "\(error)")
    }
  }

  /// Which optional fields a header has is decided by its fork.
  private static func validatePresence(
    _ header: BlockHeader, fork: Fork
  ) throws(BlockInvalidity) {
    let fields: [(name: String, isPresent: Bool, since: Fork)] = [
      ("baseFeePerGas", header.baseFeePerGas != nil, .london),
      ("withdrawalsRoot", header.withdrawalsRoot != nil, .shanghai),
      ("blobGasUsed", header.blobGasUsed != nil, .cancun),
      ("excessBlobGas", header.excessBlobGas != nil, .cancun),
      ("parentBeaconBlockRoot", header.parentBeaconBlockRoot != nil, .cancun),
      ("requestsHash", header.requestsHash != nil, .prague),
      ("blockAccessListHash", header.blockAccessListHash != nil, .amsterdam),
      ("slotNumber", header.slotNumber != nil, .amsterdam),
    ]
    for field in fields where field.isPresent != (fork >= field.since) {
      throw .header(
        field: field.name, expected: fork >= field.since ? "present" : "absent",
        found: field.isPresent ? "present" : "absent")
    }
  }

  private static func validateConstants(_ header: BlockHeader) throws(BlockInvalidity) {
    try require(header.extraData.count <= maxExtraData, "extraData") {
      ("at most \(maxExtraData) bytes", "\(header.extraData.count) bytes")
    }
  }

  /// EIP-3675.
  private static func validateProofOfWorkIsAbsent(_ block: Block) throws(BlockInvalidity) {
    let header = block.header
    try require(header.difficulty.isZero, "difficulty") { ("0", "\(header.difficulty)") }
    try require(header.nonce == 0, "nonce") { ("0", "\(header.nonce)") }
    try require(header.ommersHash == .emptyListHash, "ommersHash") {
      ("\(Hash32.emptyListHash)", "\(header.ommersHash)")
    }
    try require(block.ommers.isEmpty, "ommers") { ("none", "\(block.ommers.count)") }
  }

  /// What a block says of its ommers without its ancestors.
  private static func validateOmmers(of block: Block) throws(BlockInvalidity) {
    let header = block.header
    let hash = block.ommersHash
    try require(header.ommersHash == hash, "ommersHash") { ("\(hash)", "\(header.ommersHash)") }
    let count = block.ommers.count
    try require(count <= ProofOfWork.maximumOmmers && Set(block.ommers).count == count, "ommers") {
      ("at most \(ProofOfWork.maximumOmmers) different ones", "\(count)")
    }
    for ommer in block.ommers {
      let isRecent =
        ommer.number < header.number
        && header.number - ommer.number <= ProofOfWork.maximumOmmerAge
      try require(isRecent, "ommers") {
        ("of the last \(ProofOfWork.maximumOmmerAge) generations", "block \(ommer.number)")
      }
    }
  }

  /// The DAO fork's first blocks say that they belong to it (EIP-779).
  private static func validateDAOMarker(
    _ header: BlockHeader, schedule: ForkSchedule
  ) throws(BlockInvalidity) {
    guard let number = DAOFork.number(in: schedule),
      (number..<number + DAOFork.markedBlocks).contains(header.number)
    else { return }
    try require(header.extraData == DAOFork.marker, "extraData") {
      (DAOFork.marker.hex, header.extraData.hex)
    }
  }

  /// Compares the header with the block's transactions and withdrawals.
  static func validateBody(_ block: Block) throws(BlockInvalidity) {
    let header = block.header
    let transactionsRoot = orderedTrieRoot(block.transactions.map(\.encoded))
    try require(header.transactionsRoot == transactionsRoot, "transactionsRoot") {
      ("\(transactionsRoot)", "\(header.transactionsRoot)")
    }
    if let withdrawalsRoot = header.withdrawalsRoot {
      let found = block.withdrawals.map { orderedTrieRoot($0.map(\.encoded)) }
      try require(withdrawalsRoot == found, "withdrawalsRoot") {
        (found.map { "\($0)" } ?? "withdrawals in the body", "\(withdrawalsRoot)")
      }
    }
    if let blobGasUsed = header.blobGasUsed {
      let found = block.transactions.reduce(0) { $0 + $1.blobGas }
      // That it is not too much is found when the transactions are merged.
      try require(blobGasUsed == found, "blobGasUsed") { ("\(found)", "\(blobGasUsed)") }
    }
  }

  private static func validate(
    _ header: BlockHeader, after parent: BlockHeader, fork: Fork, schedule: ForkSchedule
  ) throws(BlockInvalidity) {
    try require(header.parentHash == parent.hash, "parentHash") {
      ("\(parent.hash)", "\(header.parentHash)")
    }
    try require(header.number == parent.number + 1, "number") {
      ("\(parent.number + 1)", "\(header.number)")
    }
    try require(header.timestamp > parent.timestamp, "timestamp") {
      ("above \(parent.timestamp)", "\(header.timestamp)")
    }
    try require(
      parent.allowsChildGasLimit(header.gasLimit, childHasBaseFee: header.baseFeePerGas != nil),
      "gasLimit"
    ) { ("within 1/1024 of \(parent.gasLimit), at least 5000", "\(header.gasLimit)") }
    if fork < .paris {
      let difficulty = ProofOfWork.difficulty(of: header, after: parent, fork: fork)
      try require(header.difficulty == difficulty, "difficulty") {
        ("\(difficulty)", "\(header.difficulty)")
      }
    }
    if let baseFee = header.baseFeePerGas {
      try require(baseFee == parent.nextBaseFeePerGas, "baseFeePerGas") {
        ("\(parent.nextBaseFeePerGas)", "\(baseFee)")
      }
    }
    if let excess = header.excessBlobGas, let blobs = schedule.blobSchedule(for: fork) {
      let expected = parent.nextExcessBlobGas(fork: fork, schedule: blobs)
      try require(excess == expected, "excessBlobGas") { ("\(expected)", "\(excess)") }
    }
  }

  private static func require(
    _ condition: Bool, _ field: String, _ values: () -> (expected: String, found: String)
  ) throws(BlockInvalidity) {
    if condition { return }
    let (expected, found) = values()
    throw .header(field: field, expected: expected, found: found)
  }
}
