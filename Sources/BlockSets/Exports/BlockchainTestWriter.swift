import EthereumTypes

/// Writes chains as blockchain tests in the form of the execution-spec-tests, one file.
package struct BlockchainTestWriter {
  private var cases: [(name: String, value: JSONTree)] = []
  private let path: String

  /// Begins a file; one whose name ends in `.gz` is compressed.
  package init(path: String) {
    self.path = path
  }

  /// Adds a chain as a case.
  package mutating func write(_ stream: ChainStream) throws {
    let head = stream.head
    guard let genesis = head.genesis, head.fullPreState else {
      throw inexpressible(
        head, "a blockchain test needs the whole state and the header before the first block")
    }
    guard head.preState.values.allSatisfy({ $0.codeHash == nil }) else {
      throw inexpressible(head, "the code of some accounts is not known")
    }
    guard
      ForkSchedule(
        network: head.network,
        blobScheduleOverrides: head.forkSchedule?.blobScheduleOverrides ?? [:])
        == head.forkSchedule
    else {
      throw inexpressible(
        head, "no network of the execution-spec-tests has its fork schedule")
    }
    var blocks: [JSONTree] = []
    var last = genesis
    try stream.forEachBlock { block in
      if let header = block.block?.header, block.expectedException == nil { last = header }
      blocks.append(Self.json(block))
    }
    cases.append((uniqueName(of: head), json(head, genesis: genesis, blocks: blocks, last: last)))
  }

  /// Writes the file.
  package func finish() throws(BlockSetError) {
    let tests = JSONTree.object(cases)
    guard path.hasSuffix(".gz") else { return try OutputFile.write(tests, to: path) }
    let compressed: [UInt8]
    do { compressed = try Gzip.compress(tests.text) } catch { throw .gzip(path: path, error) }
    try OutputFile.write(compressed, to: path)
  }

  private func inexpressible(_ chain: BlockChain, _ reason: String) -> BlockSetError {
    .inexpressible(
      subject: "\(chain.origin)", format: "a blockchain test",
      reason: "\(reason); --format blockset keeps it")
  }

  private func uniqueName(of chain: BlockChain) -> String {
    let names = Set(cases.map(\.name))
    var name = chain.name
    var number = 2
    while names.contains(name) {
      name = "\(chain.name)-\(number)"
      number += 1
    }
    return name
  }

  private func json(
    _ chain: BlockChain, genesis: BlockHeader, blocks: [JSONTree], last: BlockHeader
  ) -> JSONTree {
    let schedules = (chain.forkSchedule?.blobScheduleOverrides ?? [:])
      .sorted { $0.key < $1.key }
    var members: [(name: String, value: JSONTree)] = [
      ("network", .string(chain.network)), ("genesisBlockHeader", genesis.testJSON),
      ("pre", .allocation(chain.preState)),
    ]
    if let postState = chain.postState {
      members.append(("postState", .allocation(postState)))
    } else {
      members.append(("postStateHash", .string("\(chain.postStateRoot ?? last.stateRoot)")))
    }
    members += [
      ("lastblockhash", .string("\(chain.lastBlockHash ?? last.hash)")),
      (
        "config",
        .object([
          ("network", .string(chain.network)), ("chainid", .quantity(chain.chainID)),
          ("blobSchedule", .object(schedules.map { ($0.key.name, Self.json($0.value)) })),
        ])
      ),
      (
        "genesisRLP",
        .bytes(Block(header: genesis, withdrawals: genesis.withdrawalsRoot.map { _ in [] }).encoded)
      ), ("blocks", .array(blocks)),
      ("sealEngine", .string("NoProof")),
    ]
    return .object(members)
  }

  private static func json(_ schedule: BlobSchedule) -> JSONTree {
    .object([
      ("target", .quantity(schedule.target)), ("max", .quantity(schedule.max)),
      ("baseFeeUpdateFraction", .quantity(schedule.baseFeeUpdateFraction)),
    ])
  }

  /// An invalid block has its contents apart, as in the execution-spec-tests.
  private static func json(_ input: InputBlock) -> JSONTree {
    var contents: [(name: String, value: JSONTree)] = []
    if let block = input.block {
      contents += [
        ("blockHeader", block.header.testJSON),
        ("uncleHeaders", .array(block.ommers.map(\.testJSON))),
      ]
      if let withdrawals = block.withdrawals {
        contents.append(("withdrawals", .withdrawals(withdrawals)))
      }
    }
    if let list = input.blockAccessList {
      contents.append(("blockAccessList", .accessList(list)))
    }
    if let receipts = input.expectedReceipts {
      contents.append(
        ("receipts", .array(receipts.map { .object([("rlp", .bytes($0))]) })))
    }
    var members: [(name: String, value: JSONTree)] = [
      ("rlp", .bytes(input.rlp ?? input.block?.encoded ?? []))
    ]
    guard let exception = input.expectedException else { return .object(members + contents) }
    members.append(("expectException", .string(exception)))
    if !contents.isEmpty { members.append(("rlp_decoded", .object(contents))) }
    return .object(members)
  }
}
