package io.adbot.cycle;

import io.adbot.value.GroupId;
import io.adbot.value.SessionId;

/** A session and a group it posts to, whatever the cycle. */
record SessionGroup(SessionId session, GroupId group) {}
