import BlockAccessLists
import EthereumTypes

/// Ethereum's values under the names of the execution-spec-tests and of the JSON-RPC API.
extension JSONTree {
  /// A quantity: `0x` and hex digits without leading zeros.
  static func quantity(_ value: UInt256) -> JSONTree { .string(value.hex) }

  /// A quantity: `0x` and hex digits without leading zeros.
  static func quantity(_ value: UInt64) -> JSONTree { .string(UInt256(value).hex) }

  /// Bytes: `0x` and two hex digits a byte.
  static func bytes(_ bytes: [UInt8]) -> JSONTree { .string(bytes.hex) }

  /// A state, in order of addresses.
  static func allocation(_ allocation: Allocation) -> JSONTree {
    .object(
      allocation.sorted { $0.key < $1.key }.map { address, account in
        (
          "\(address)",
          .object([
            ("nonce", .quantity(account.nonce)), ("balance", .quantity(account.balance)),
            ("code", .bytes(account.code)),
            (
              "storage",
              .object(
                account.storage.sorted { $0.key < $1.key }.map {
                  ("\(Hash32(word: $0.key))", .quantity($0.value))
                })
            ),
          ])
        )
      })
  }

  /// Withdrawals.
  package static func withdrawals(_ withdrawals: [Withdrawal]) -> JSONTree {
    .array(
      withdrawals.map { withdrawal in
        .object([
          ("index", .quantity(withdrawal.index)),
          ("validatorIndex", .quantity(withdrawal.validatorIndex)),
          ("address", .string("\(withdrawal.address)")), ("amount", .quantity(withdrawal.amount)),
        ])
      })
  }

  /// A block access list.
  package static func accessList(_ list: BlockAccessList) -> JSONTree {
    func changes<Change>(
      _ changes: some Collection<Change>, _ index: (Change) -> BlockAccessIndex, _ name: String,
      _ value: (Change) -> JSONTree
    ) -> JSONTree {
      .array(
        changes.map { change in
          .object([
            ("blockAccessIndex", .quantity(UInt256(index(change).rawValue))),
            (name, value(change)),
          ])
        })
    }
    return .array(
      list.accounts.map { account in
        .object([
          ("address", .string("\(account.address)")),
          (
            "storageChanges",
            .array(
              account.storageChanges.map { slot in
                .object([
                  ("slot", .quantity(slot.slot)),
                  (
                    "slotChanges",
                    changes(slot.changes, \.index, "postValue") { .quantity($0.newValue) }
                  ),
                ])
              })
          ),
          ("storageReads", .array(account.storageReads.map(JSONTree.quantity))),
          (
            "balanceChanges",
            changes(account.balanceChanges, \.index, "postBalance") { .quantity($0.postBalance) }
          ),
          (
            "nonceChanges",
            changes(account.nonceChanges, \.index, "postNonce") { .quantity($0.newNonce) }
          ),
          (
            "codeChanges",
            changes(account.codeChanges, \.index, "newCode") { .bytes($0.newCode) }
          ),
        ])
      })
  }
}

extension BlockHeader {
  /// The header as blockchain tests write it, with its hash.
  var testJSON: JSONTree {
    var members: [(name: String, value: JSONTree)] = [
      ("parentHash", .string("\(parentHash)")), ("uncleHash", .string("\(ommersHash)")),
      ("coinbase", .string("\(feeRecipient)")), ("stateRoot", .string("\(stateRoot)")),
      ("transactionsTrie", .string("\(transactionsRoot)")),
      ("receiptTrie", .string("\(receiptsRoot)")), ("bloom", .bytes(logsBloom.bytes)),
      ("difficulty", .quantity(difficulty)), ("number", .quantity(number)),
      ("gasLimit", .quantity(gasLimit)), ("gasUsed", .quantity(gasUsed)),
      ("timestamp", .quantity(timestamp)), ("extraData", .bytes(extraData)),
      ("mixHash", .string("\(prevRandao)")),
      ("nonce", .bytes((0..<8).map { UInt8(truncatingIfNeeded: nonce >> (56 - 8 * $0)) })),
    ]
    func add(_ name: String, _ value: JSONTree?) {
      if let value { members.append((name, value)) }
    }
    add("baseFeePerGas", baseFeePerGas.map(JSONTree.quantity))
    add("withdrawalsRoot", withdrawalsRoot.map { .string("\($0)") })
    add("blobGasUsed", blobGasUsed.map(JSONTree.quantity))
    add("excessBlobGas", excessBlobGas.map(JSONTree.quantity))
    add("parentBeaconBlockRoot", parentBeaconBlockRoot.map { .string("\($0)") })
    add("requestsHash", requestsHash.map { .string("\($0)") })
    add("blockAccessListHash", blockAccessListHash.map { .string("\($0)") })
    add("slotNumber", slotNumber.map(JSONTree.quantity))
    add("hash", .string("\(hash)"))
    return .object(members)
  }
}

extension Transaction {
  /// The transaction as the JSON-RPC API and geth's `t8n` write it, with its hash.
  package var rpcJSON: JSONTree {
    var members: [(name: String, value: JSONTree)] = [
      ("type", .quantity(UInt64(kind.rawValue))), ("nonce", .quantity(nonce)),
      ("gas", .quantity(gasLimit)), ("to", to.map { .string("\($0)") } ?? .null),
      ("value", .quantity(value)), ("input", .bytes(data)), ("v", .quantity(signature.v)),
      ("r", .quantity(signature.r)), ("s", .quantity(signature.s)), ("hash", .string("\(hash)")),
    ]
    if let chainID { members.append(("chainId", .quantity(chainID))) }
    switch kind {
    case .legacy, .accessList: members.append(("gasPrice", .quantity(maxFeePerGas)))
    case .dynamicFee, .blob, .setCode:
      members.append(("maxPriorityFeePerGas", .quantity(maxPriorityFeePerGas)))
      members.append(("maxFeePerGas", .quantity(maxFeePerGas)))
    }
    if kind != .legacy { members.append(("accessList", .array(accessList.map(\.rpcJSON)))) }
    if kind == .blob {
      members.append(("maxFeePerBlobGas", .quantity(maxFeePerBlobGas)))
      members.append(
        ("blobVersionedHashes", .array(blobVersionedHashes.map { .string("\($0)") })))
    }
    if kind == .setCode {
      members.append(("authorizationList", .array(authorizationList.map(\.rpcJSON))))
    }
    return .object(members)
  }
}

extension AccessListEntry {
  fileprivate var rpcJSON: JSONTree {
    .object([
      ("address", .string("\(address)")),
      ("storageKeys", .array(storageKeys.map { .string("\(Hash32(word: $0))") })),
    ])
  }
}

extension Authorization {
  fileprivate var rpcJSON: JSONTree {
    .object([
      ("chainId", .quantity(chainID)), ("address", .string("\(address)")),
      ("nonce", .quantity(nonce)), ("yParity", .quantity(UInt64(yParity))), ("r", .quantity(r)),
      ("s", .quantity(s)),
    ])
  }
}
