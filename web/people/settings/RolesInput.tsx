import { type Role, roles } from '@maek/domain/permissions.ts'
import { say as words } from '@maek/domain/words.ts'
import { Checkbox } from '@mantine/core'
import { useSay } from '../../language.tsx'
import classes from './settings.module.css'

const rolesWords = words('역할', 'Roles')

type RolesInputProps = {
  readonly value: readonly Role[]
  readonly onChange: (roles: Role[]) => void
  /** Roles that may be chosen; all of them by default. */
  readonly among?: readonly Role[]
  readonly error?: string | undefined
}

export function RolesInput({ value, onChange, among = roleNames, error }: RolesInputProps) {
  const say = useSay()
  return (
    <Checkbox.Group
      label={say(rolesWords)}
      value={[...value]}
      onChange={(names) => onChange(names.filter(isRole))}
      {...(error && { error })}
    >
      <div className={classes.roles}>
        {among.map((role) => (
          <Checkbox key={role} value={role} label={say(roles[role])} />
        ))}
      </div>
    </Checkbox.Group>
  )
}

function isRole(name: string): name is Role {
  return name in roles
}

const roleNames: readonly Role[] = Object.keys(roles).filter(isRole)
