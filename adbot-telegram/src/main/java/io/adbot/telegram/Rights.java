package io.adbot.telegram;

import io.adbot.telegram.td.Answers.Administrator;
import io.adbot.telegram.td.Answers.Banned;
import io.adbot.telegram.td.Answers.BasicGroup;
import io.adbot.telegram.td.Answers.ChatMemberStatus;
import io.adbot.telegram.td.Answers.ChatPermissions;
import io.adbot.telegram.td.Answers.Creator;
import io.adbot.telegram.td.Answers.Left;
import io.adbot.telegram.td.Answers.Member;
import io.adbot.telegram.td.Answers.Restricted;
import io.adbot.telegram.td.Answers.Supergroup;

/**
 * May an account post a kind of content to a group? Pure, of what TDLib says about the group and about the account in it. Each method gives
 * the reason why not; empty if it may.
 */
final class Rights {

    private static final String NO_MEMBER = "the account is not a member of the group";

    private Rights() {}

    /** In a supergroup or channel. */
    static String against(Supergroup group, ChatPermissions permissions, ContentKind kind) {
        if (group.paidMessageStarCount() > 0 && !isPrivileged(group.status())) {
            return "the group asks for " + group.paidMessageStarCount() + " stars a message, and nothing is paid here";
        }
        if (group.isChannel()) {
            boolean may = group.status() instanceof Creator
                    || (group.status() instanceof Administrator administrator
                            && administrator.rights().canPostMessages());
            return may ? "" : "it is a channel, and the account has no right to post in it";
        }
        return against(group.status(), permissions, kind);
    }

    /** In a basic group. */
    static String against(BasicGroup group, ChatPermissions permissions, ContentKind kind) {
        if (group.upgradedToSupergroupId() != 0) {
            return "the group has become a supergroup, chat id " + Chats.chatIdOf(group.upgradedToSupergroupId());
        }
        return group.isActive() ? against(group.status(), permissions, kind) : "the group has been closed";
    }

    /** Does what members may not do not apply to it, slow mode included? */
    static boolean isPrivileged(ChatMemberStatus status) {
        return status instanceof Creator || status instanceof Administrator;
    }

    private static String against(ChatMemberStatus status, ChatPermissions permissions, ContentKind kind) {
        if (status instanceof Creator creator) {
            return creator.isMember() ? "" : NO_MEMBER;
        }
        if (status instanceof Administrator) {
            return "";
        }
        if (status instanceof Member) {
            return allowed(permissions, kind, "the group");
        }
        if (status instanceof Restricted restricted) {
            if (!restricted.isMember()) {
                return NO_MEMBER;
            }
            String own = allowed(restricted.permissions(), kind, "the group for this account");
            return own.isEmpty() ? allowed(permissions, kind, "the group") : own;
        }
        if (status instanceof Banned) {
            return "the account has been banned from the group";
        }
        return status instanceof Left ? NO_MEMBER : "what the account is in the group is not known";
    }

    private static String allowed(ChatPermissions permissions, ContentKind kind, String who) {
        return kind.isIn(permissions) ? "" : who + " does not allow " + kind.plural();
    }
}
