import Scheduling

/// A block as one line of JSON: what the view holds, and nothing that was not declared.
package enum BlockMessage {
  /// The line, without its newline.
  package static func line(_ view: BlockView, needs: Set<BlockKnowledge>, id: Int) -> [UInt8] {
    var writer = JSONLineWriter()
    writer.object { object in
      object.number("id", id)
      object.text("feeRecipient", "\(view.feeRecipient)")
      object.array("transactions", view.transactions) { $0.transaction($1) }
      if needs.contains(.blockAccessList) {
        object.flag("feeRecipientIsResource", view.feeRecipientIsResource)
        object.array("writes", view.writes) { $0.resources($1) }
        object.array("storageReads", view.storageReads) { $0.slot($1) }
      }
      if let observed = view.observed {
        object.array("observed", observed) { writer, access in
          writer.object {
            $0.array("addresses", access.addresses) { $0.text("\($1)") }
            $0.array("reads", access.reads) { $0.resource($1) }
          }
        }
      }
      if let attributed = view.attributed {
        object.array("attributed", attributed) { writer, reads in
          writer.object {
            $0.array("changedSlots", reads.changedSlots) { $0.slot($1) }
            $0.array("readOnlySlots", reads.readOnlySlots) { $0.slot($1) }
            $0.array("accountFields", reads.accountFields) { $0.resource($1) }
          }
        }
      }
    }
    return writer.bytes
  }
}

extension JSONLineWriter {
  fileprivate mutating func transaction(_ transaction: TransactionView) {
    object {
      $0.number("index", transaction.index.rawValue)
      $0.text("from", "\(transaction.sender)")
      $0.text("to", transaction.to.map { "\($0)" })
      $0.text("value", transaction.value.hex)
      $0.text("gas", "0x" + String(transaction.gasLimit, radix: 16))
      $0.text("nonce", "0x" + String(transaction.nonce, radix: 16))
      $0.hexadecimal("input", transaction.data)
      $0.array("accessList", transaction.accessList) { writer, entry in
        writer.object {
          $0.text("address", "\(entry.address)")
          $0.array("storageKeys", entry.slots) { $0.text($1.hex) }
        }
      }
      $0.array("authorizationList", transaction.authorizations) { writer, authorization in
        writer.object {
          $0.text("authority", authorization.authority.map { "\($0)" })
          $0.text("address", "\(authorization.delegate)")
        }
      }
    }
  }

  fileprivate mutating func resources(_ resources: [Resource]) {
    array(resources) { $0.resource($1) }
  }

  /// A list that names the kind, the address and, of storage, the slot.
  fileprivate mutating func resource(_ resource: Resource) {
    switch resource {
    case .balance(let address): array(["balance", "\(address)"]) { $0.text($1) }
    case .nonce(let address): array(["nonce", "\(address)"]) { $0.text($1) }
    case .code(let address): array(["code", "\(address)"]) { $0.text($1) }
    case .storage(let address, let slot):
      array(["storage", "\(address)", slot.hex]) { $0.text($1) }
    }
  }

  fileprivate mutating func slot(_ slot: StorageSlot) {
    array(["\(slot.address)", slot.slot.hex]) { $0.text($1) }
  }
}
