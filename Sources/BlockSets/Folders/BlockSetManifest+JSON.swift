import EthereumTypes

extension BlockSetManifest {
  /// The manifest as it is written; the blocks take no room in it.
  var json: JSONTree {
    .object([
      ("schema", .string(Self.schema)), ("name", .string(name)), ("source", .string(source)),
      ("licence", licence.map(JSONTree.string) ?? .null),
      (
        "counts",
        .object([
          ("chains", .number(UInt64(chains.count))), ("blocks", .number(UInt64(blockCount))),
          ("transactions", .number(UInt64(transactionCount))),
        ])
      ),
      ("forkSchedules", .array(forkSchedules.map(Self.json))),
      ("chains", .array(chains.map(\.json))),
    ])
  }

  private static func json(_ schedule: ForkSchedule) -> JSONTree {
    let overrides = schedule.blobScheduleOverrides.sorted { $0.key < $1.key }
    return .object([
      (
        "activations",
        .array(
          schedule.activations.map { activation in
            .object([
              ("fork", .string(activation.fork.name)), ("number", .number(activation.number)),
              ("timestamp", .number(activation.timestamp)),
            ])
          })
      ),
      ("blobSchedule", .object(overrides.map { ($0.key.name, $0.value.json) })),
    ])
  }
}

extension BlobSchedule {
  /// The parameters under the names of the execution-spec-tests.
  var json: JSONTree {
    .object([
      ("target", .number(target)), ("max", .number(max)),
      ("baseFeeUpdateFraction", .number(baseFeeUpdateFraction)),
    ])
  }
}

extension BlockSetManifest.Chain {
  fileprivate var json: JSONTree {
    .object([
      ("name", .string(name)), ("network", .string(network)), ("chainId", .number(chainID)),
      ("forkSchedule", forkSchedule.map { .number(UInt64($0)) } ?? .null),
      ("fullPreState", .bool(fullPreState)), ("state", .object(state.members)),
      ("blocks", .elements(count: blocks.count) { blocks[$0].json }),
    ])
  }
}

extension BlockSetManifest.File {
  fileprivate var members: [(name: String, value: JSONTree)] {
    [
      ("file", .string(path)), ("sha256", .string("\(digest)")),
      ("bytes", .number(UInt64(byteCount))),
    ]
  }
}

extension BlockSetManifest.Block {
  fileprivate var json: JSONTree {
    var members = file.members
    if let summary {
      members += [
        ("number", .number(summary.number)), ("hash", .string("\(summary.hash)")),
        ("transactions", .number(UInt64(summary.transactions))),
        ("gasUsed", .number(summary.gasUsed)),
      ]
    }
    if lacksOmmerHeaders { members.append(("lacksOmmerHeaders", .bool(true))) }
    if isInvalid { members.append(("invalid", .bool(true))) }
    return .object(members)
  }
}
